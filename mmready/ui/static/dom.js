// Making elements, and the marks (a shape for each state, drawn in Python and given to this module as MARKS).
import { MARKS } from "./given.js";

let made = 0;
const mine = Math.random().toString(36).slice(2, 7);

/** An id that no other widget on the page has. */
export function uid(name) {
  made += 1;
  return `mm-${mine}-${made}-${name}`;
}

/** An element. `on` holds listeners, `html` comes from the kernel and is safe there; everything else is an attribute. */
export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "html") node.innerHTML = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The mark with this name; a word always stands beside it. */
export function mark(name, big = false) {
  const holder = make("span", { html: MARKS[name] });
  const picture = holder.firstElementChild;
  if (big) picture.classList.add("big");
  return picture;
}

/** Text that only screen readers get. */
export function unseen(text) {
  return make("span", { class: "vh" }, text);
}

export function key(text) {
  return make("kbd", {}, text);
}

/** A sentence with keys in it, `{Enter} answer`; `names` says what stands on them. */
export function keyed(sentence, names = {}) {
  return sentence.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? key(names[part] ?? part) : part));
}

/** A button; `plain` looks like a link, `primary` is filled. */
export function button(text, look, press, props = {}) {
  return make("button", { type: "button", class: look || undefined, on: { click: press }, ...props }, text);
}

/** What is wider than the page can be reached and scrolled by keyboard. */
export function reachable(root) {
  for (const node of root.querySelectorAll("pre, .stem math[display=block], .table-scroll")) {
    if (node.scrollWidth > node.clientWidth + 1) node.setAttribute("tabindex", "0");
  }
}
