/** The graph as a picture in a file, as it looks: SVG that needs nothing else, or PNG. */

const PROPERTIES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
  "display",
  "direction",
  "unicode-bidi",
];
const SHARPNESS = 2;
const MOST_PX = 8000;

/**
 * Return the whole graph as SVG text, all colours written out.
 *
 * @param {SVGSVGElement} svg
 * @param {import("./types.js").Structure} structure
 * @param {string} title
 */
export function svgText(svg, structure, title) {
  const [left, top, width, height] = structure.bounds;
  const world = /** @type {SVGGElement} */ (svg.querySelector(".pb-world"));
  const copy = /** @type {SVGGElement} */ (world.cloneNode(true));
  inline(world, copy);
  copy.removeAttribute("transform");
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  picture.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  picture.setAttribute("role", "img");
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const colour = getComputedStyle(svg).getPropertyValue("--pb-paper").trim() || "#ffffff";
  const place = { x: left, y: top, width, height, fill: colour };
  for (const [key, value] of Object.entries(place)) ground.setAttribute(key, String(value));
  picture.append(name, ground, copy);
  const text = new XMLSerializer().serializeToString(picture);
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "\ufffd"); // what XML cannot hold
}

/** @param {Element} from  @param {Element} to */
function inline(from, to) {
  const style = getComputedStyle(from);
  if (style.display === "none" || style.visibility === "hidden") {
    to.remove();
    return;
  }
  for (const name of PROPERTIES) to.setAttribute(name, style.getPropertyValue(name));
  for (const name of ["class", "role", "tabindex", "aria-label", "aria-pressed", "style"]) {
    to.removeAttribute(name);
  }
  const targets = [...to.children];
  [...from.children].forEach((child, n) => inline(child, targets[n]));
}

/**
 * Return SVG text as PNG.
 *
 * @param {string} text
 * @param {[number, number, number, number]} bounds
 * @returns {Promise<Blob>}
 */
export async function pngOf(text, [, , width, height]) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const scale = Math.min(SHARPNESS, MOST_PX / width, MOST_PX / height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture")))),
  );
}

/**
 * Have the browser save something as a file.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {string} name  Of the process. */
export function fileName(name) {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[._]+/, "").slice(0, 60) || "graph";
}
