// A page that shows widgets without Jupyter: models over a web socket, views for anywidget modules
// and for the boxes of ipywidgets. Playwright drives it through window.stand.

import { Model, restore } from "./model.js";
import { View } from "./views.js";

const models = new Map();
const waiting = new Map(); // model id → those who asked for it before it was there
const shown = new Map(); // model id → View
const socket = new WebSocket(`ws://${location.host}/wire/${location.hash.slice(1)}`);
socket.binaryType = "arraybuffer";
socket.onmessage = ({ data }) => receive(data);
const ready = new Promise((resolve) => socket.addEventListener("open", resolve));

const manager = {
  get_model(id) {
    const key = String(id).replace(/^IPY_MODEL_/, "");
    if (models.has(key)) return Promise.resolve(models.get(key));
    return new Promise((resolve) => waiting.set(key, [...(waiting.get(key) ?? []), resolve]));
  },
};

function receive(frame) {
  const length = new DataView(frame).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(frame, 4, length)));
  let start = 4 + length;
  const buffers = header.buffers.map((size) => {
    start += size;
    return new DataView(frame, start - size, size);
  });
  handlers[header.msg_type]?.(header, buffers);
}

const handlers = {
  comm_open({ comm_id, data }, buffers) {
    const model = new Model(comm_id, (content, parts) => post(comm_id, content, parts), manager);
    model.receive(restore(data.state, data.buffer_paths, buffers));
    models.set(comm_id, model);
    for (const resolve of waiting.get(comm_id) ?? []) resolve(model);
    waiting.delete(comm_id);
  },
  comm_msg({ comm_id, data }, buffers) {
    const model = models.get(comm_id);
    if (!model) return;
    if (data.method === "custom") model.trigger("msg:custom", data.content, buffers);
    else model.receive(restore(data.state, data.buffer_paths, buffers));
  },
  comm_close({ comm_id }) {
    models.get(comm_id)?.trigger("destroy");
    models.delete(comm_id);
    window.stand.unmount(comm_id);
  },
};

function post(comm_id, data, buffers) {
  const header = { comm_id, data, buffers: buffers.map((b) => b.byteLength) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const frame = new Uint8Array(4 + text.length + buffers.reduce((n, b) => n + b.byteLength, 0));
  new DataView(frame.buffer).setUint32(0, text.length, true);
  frame.set(text, 4);
  let start = 4 + text.length;
  for (const buffer of buffers) {
    frame.set(new Uint8Array(buffer), start);
    start += buffer.byteLength;
  }
  if (socket.readyState === WebSocket.OPEN) socket.send(frame);
}

window.stand = {
  models,
  async show(id) {
    await ready;
    const view = new View(await manager.get_model(id));
    shown.get(id)?.remove();
    shown.set(id, view);
    document.getElementById("stand").append(view.el);
    await view.render();
  },
  unmount(id) {
    shown.get(id)?.remove();
    shown.delete(id);
  },
  listeners: (id) => models.get(id)?.listeners ?? 0,
};
