// Enough of the Backbone model of ipywidgets for the modules that anywidget loads.

/** @typedef {(header: object, buffers: ArrayBuffer[]) => void} Post */

const same = (a, b) => Object.is(a, b) || (plain(a) && plain(b) && JSON.stringify(a) === JSON.stringify(b));
const plain = (value) => !hasBinary(value) && JSON.stringify(value) !== undefined;

function hasBinary(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return true;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(hasBinary);
}

export class Model {
  #state = {};
  #dirty = new Set();
  /** @type {{name: string, fn: Function, context: any}[]} */
  #listeners = [];

  constructor(id, post, manager) {
    this.model_id = id;
    this.post = post;
    this.widget_manager = manager;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    const values = typeof name === "object" ? name : { [name]: value };
    for (const key of this.receive(values)) this.#dirty.add(key);
  }

  /** All values are there before the first listener hears of one. */
  receive(values) {
    const changed = Object.keys(values).filter((key) => !same(this.#state[key], values[key]));
    for (const key of changed) this.#state[key] = values[key];
    for (const key of changed) this.trigger(`change:${key}`, this, values[key], {});
    if (changed.length) this.trigger("change", this, {});
    return changed;
  }

  save_changes() {
    const state = Object.fromEntries([...this.#dirty].map((key) => [key, this.#state[key]]));
    this.#dirty.clear();
    if (Object.keys(state).length === 0) return;
    const paths = [], buffers = [];
    const stripped = strip(state, [], paths, buffers);
    this.post({ method: "update", state: stripped, buffer_paths: paths }, buffers);
  }

  send(content, _callbacks, buffers = []) {
    this.post({ method: "custom", content: structuredClone(content) }, buffers.map(bytes));
  }

  on(names, fn, context) {
    for (const name of names.split(/\s+/)) this.#listeners.push({ name, fn, context });
  }

  off(names, fn, context) {
    const wanted = names ? names.split(/\s+/) : null;
    this.#listeners = this.#listeners.filter(
      (it) =>
        (wanted && !wanted.includes(it.name)) ||
        (fn && it.fn !== fn) ||
        (context && it.context !== context),
    );
  }

  trigger(name, ...args) {
    for (const it of [...this.#listeners]) if (it.name === name) it.fn.apply(it.context, args);
  }

  get listeners() {
    return this.#listeners.length;
  }
}

const bytes = (value) =>
  ArrayBuffer.isView(value)
    ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
    : value;

function strip(value, path, paths, buffers) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    paths.push(path);
    buffers.push(bytes(value));
    return null;
  }
  if (Array.isArray(value)) return value.map((v, i) => strip(v, [...path, i], paths, buffers));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, strip(v, [...path, k], paths, buffers)]),
  );
}

/** Put the buffers of a message back to their places, as DataViews. */
export function restore(state, paths, buffers) {
  (paths ?? []).forEach((path, i) => {
    let home = state;
    for (const key of path.slice(0, -1)) home = home[key];
    home[path.at(-1)] = buffers[i];
  });
  return state;
}
