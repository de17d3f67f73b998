/* Making pieces of the page. */

/** `el("button", {class: "big", onclick: f}, "text", node)`; attributes that are null or false are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const drawing = document.getElementById("bilder").content.querySelector(`[data-icon="${name}"] svg`);
  return drawing ? drawing.cloneNode(true) : "";
}

/** A word with its sign; colour comes on top and never alone. `kind`: in, out, wait, no, plain. */
export function badge(kind, text) {
  const signs = { in: "check", out: "arrow", wait: "clock", no: "cancelled", plain: "ticket", unknown: "warning" };
  return el("span", { class: `badge badge--${kind}` }, icon(signs[kind] ?? "ticket"), el("span", { dir: "auto" }, text));
}

export const name = (text) => el("bdi", {}, text);

let quiet = 0;

/** Say what happened, for eyes and screen readers: on the page, and on the sheet that may lie above it. */
export function announce(text) {
  const places = document.querySelectorAll(".message");
  for (const place of places) place.textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    for (const place of places) place.textContent = "";
  }, 3500);
}

export const byId = (id) => document.getElementById(id);
