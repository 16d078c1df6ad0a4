// Views: an anywidget module in its element, or a box of ipywidgets with views in it.

const BOXES = {
  BoxView: "widget-box",
  HBoxView: "widget-box widget-hbox",
  VBoxView: "widget-box widget-vbox",
  GridBoxView: "widget-gridbox",
};
const TEXTS = { HTMLView: "innerHTML", LabelView: "textContent" };

export class View {
  #controller = new AbortController();
  #children = [];

  constructor(model) {
    this.model = model;
    this.el = document.createElement("div");
    this.el.className = "lm-Widget";
    for (const name of model.get("_dom_classes") ?? []) this.el.classList.add(name);
  }

  async render() {
    const kind = this.model.get("_view_name");
    await this.#layOut();
    if (kind === "AnyView") await this.#module();
    else if (kind in BOXES) await this.#box(BOXES[kind]);
    else if (kind in TEXTS) this.#text(TEXTS[kind]);
    else if (kind === "ButtonView") this.#button();
    else throw new Error(`the stand has no ${kind}`);
  }

  remove() {
    this.#controller.abort("view removed");
    for (const child of this.#children) child.remove();
    this.model.off(null, null, this);
    this.el.remove();
  }

  // anywidget gives every model its own copy of the module, imported from a blob.
  async #module() {
    const { model } = this;
    const signal = this.#controller.signal;
    style(model);
    model.module ??= load(model);
    const definition = await model.module;
    const cleanup = await definition.render?.({ model: proxy(model, this), el: this.el, signal });
    if (typeof cleanup !== "function") return;
    if (signal.aborted) cleanup();
    else signal.addEventListener("abort", () => cleanup());
  }

  async #box(classes) {
    this.el.className += ` lm-Panel jupyter-widgets widget-container ${classes}`;
    this.model.on("change:children", () => this.#fill(), this);
    await this.#fill();
  }

  async #fill() {
    for (const child of this.#children) child.remove();
    const children = await Promise.all(
      this.model.get("children").map((id) => this.model.widget_manager.get_model(id)),
    );
    this.#children = children.map((model) => new View(model));
    this.el.append(...this.#children.map((child) => child.el));
    await Promise.all(this.#children.map((child) => child.render()));
  }

  #text(property) {
    this.el.classList.add("jupyter-widgets");
    const draw = () => (this.el[property] = this.model.get("value"));
    this.model.on("change:value", draw, this);
    draw();
  }

  #button() {
    const button = document.createElement("button");
    button.className = "jupyter-widgets jupyter-button widget-button";
    const draw = () => (button.textContent = this.model.get("description"));
    this.model.on("change:description", draw, this);
    button.addEventListener("click", () => this.model.send({ event: "click" }));
    this.el.append(button);
    draw();
  }

  async #layOut() {
    const layout = await this.model.widget_manager.get_model(this.model.get("layout"));
    const draw = () => {
      for (const name of LAYOUT) {
        const value = layout.get(name);
        if (value !== null && value !== undefined) this.el.style.setProperty(name.replaceAll("_", "-"), value);
        else this.el.style.removeProperty(name.replaceAll("_", "-"));
      }
    };
    layout.on("change", draw, this);
    this.#controller.signal.addEventListener("abort", () => layout.off(null, null, this));
    draw();
  }
}

const LAYOUT = `align_content align_items align_self border_top border_right border_bottom border_left
  bottom display flex flex_flow height justify_content justify_items left margin max_height max_width
  min_height min_width overflow order padding right top visibility width grid_auto_columns
  grid_auto_flow grid_auto_rows grid_gap grid_template_rows grid_template_columns
  grid_template_areas grid_row grid_column grid_area`.split(/\s+/);

async function load(model) {
  const url = URL.createObjectURL(new Blob([model.get("_esm")], { type: "text/javascript" }));
  const { default: exported } = await import(url);
  URL.revokeObjectURL(url);
  const definition = typeof exported === "function" ? await exported() : exported;
  await definition.initialize?.({ model: proxy(model, definition) });
  return definition;
}

/** The part of a model that anywidget shows a module. */
function proxy(model, context) {
  return {
    get: (name) => model.get(name),
    set: (name, value) => model.set(name, value),
    save_changes: () => model.save_changes(),
    send: (content, callbacks, buffers) => model.send(content, callbacks, buffers),
    on: (name, fn) => model.on(name, fn, context),
    off: (name, fn) => model.off(name, fn, context),
    widget_manager: model.widget_manager,
  };
}

function style(model) {
  const id = `anywidget-${model.get("_anywidget_id")}`;
  const sheet = document.getElementById(id) ?? document.head.appendChild(document.createElement("style"));
  sheet.id = id;
  sheet.textContent = model.get("_css") ?? "";
}
