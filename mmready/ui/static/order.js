// Lines to put in order, by keys, buttons or dragging; lines that are not needed are left out below.
import { make, button, uid } from "./dom.js";
import { notesFor } from "./notes.js";
import { contentLanguage, t } from "./words.js";

const DEEPEST = 6;

export function order(app, screen) {
  let used = screen.lines.map((_, place) => ({ place, indent: 0 }));
  let out = [];
  let moved = false;
  let frozen = "";
  let dragged = null;
  const list = make("ol", { class: "lines", "aria-label": t("Your order") });
  const rest = make("ol", { class: "lines out", "aria-label": t("Left out") });
  const restTitle = make("p", { class: "label" }, t("Left out"));
  const notes = notesFor(() => []);
  const help = uid("help");

  function draw(focus) {
    list.replaceChildren(...used.map(row));
    rest.replaceChildren(...out.map(outRow));
    restTitle.hidden = rest.hidden = out.length === 0;
    if (focus) node.querySelector(`[data-place="${focus.place}"]`)?.focus();
  }

  function changed(item, said) {
    moved = true;
    notes.clear();
    draw(item);
    app.say(said);
    app.changed();
  }

  const text = (item) => screen.lines[item.place];
  const code = (item) => make(screen.code ? "code" : "span", { class: "words", lang: contentLanguage(), style: `--indent:${item.indent}` }, text(item));

  function row(item, at) {
    const tools = frozen ? [] : [
      tool("↑", t("Move up: {line}", { line: text(item) }), () => shift(item, -1), at === 0),
      tool("↓", t("Move down: {line}", { line: text(item) }), () => shift(item, 1), at === used.length - 1),
      ...(screen.indent ? [
        tool("←", t("Indent less: {line}", { line: text(item) }), () => indent(item, -1), item.indent === 0),
        tool("→", t("Indent more: {line}", { line: text(item) }), () => indent(item, 1), item.indent === DEEPEST),
      ] : []),
      tool(t("Leave out"), t("Leave out: {line}", { line: text(item) }), () => leave(item), false, "wide"),
    ];
    const depth = screen.indent && item.indent ? t(", indented {n}", { n: item.indent }) : "";
    return make("li", {
      class: frozen || undefined, draggable: !frozen && "true",
      on: {
        keydown: (event) => press(event, item, at),
        dragstart: (event) => { dragged = item; event.dataTransfer.effectAllowed = "move"; event.stopPropagation(); },
        dragover: (event) => over(event, item),
        drop: (event) => { event.preventDefault(); event.stopPropagation(); dragged = null; },
        dragend: () => { dragged = null; },
      },
    }, make("div", { class: "line", tabindex: frozen ? undefined : "0", "data-place": item.place, role: "group", "aria-label": t("{place} of {n}{indented}: {line}", { place: at + 1, n: used.length, indented: depth, line: text(item).trim() }) },
      make("span", { class: "n", "aria-hidden": "true" }, String(at + 1)), code(item)), make("div", { class: "moves" }, ...tools));
  }

  function outRow(item) {
    const back = frozen ? null : tool(t("Put back"), t("Put back: {line}", { line: text(item) }), () => putBack(item), false, "wide");
    return make("li", {}, make("div", { class: "line" }, code({ ...item, indent: 0 })), make("div", { class: "moves" }, back));
  }

  function tool(sign, said, press, off, look = "") {
    return button(sign, look, press, { "aria-label": said, tabindex: look ? undefined : "-1", "aria-disabled": off ? "true" : undefined });
  }

  function shift(item, by) {
    const at = used.indexOf(item);
    const to = at + by;
    if (to < 0 || to >= used.length) return;
    used.splice(at, 1);
    used.splice(to, 0, item);
    changed(item, t("Line {place} of {n}", { place: to + 1, n: used.length }));
  }

  function indent(item, by) {
    const depth = item.indent + by;
    if (!screen.indent || depth < 0 || depth > DEEPEST) return;
    item.indent = depth;
    changed(item, t("Indented {n}", { n: depth }));
  }

  function leave(item) {
    const at = used.indexOf(item);
    used.splice(at, 1);
    out.push(item);
    changed(used[Math.min(at, used.length - 1)], t("Left out"));
  }

  function putBack(item) {
    out.splice(out.indexOf(item), 1);
    used.push(item);
    changed(item, t("Line {place} of {n}", { place: used.length, n: used.length }));
  }

  function over(event, item) {
    if (!dragged) return;
    event.preventDefault();
    event.stopPropagation();
    if (dragged === item) return;
    const to = used.indexOf(item);
    used.splice(used.indexOf(dragged), 1);
    used.splice(to, 0, dragged);
    moved = true;
    // the rows change places without being made anew, or the browser would end the dragging
    const rows = new Map([...list.children].map((each) => [each.querySelector(".line").dataset.place, each]));
    list.append(...used.map((each) => rows.get(String(each.place))));
    list.querySelectorAll(".n").forEach((each, place) => { each.textContent = place + 1; });
    app.changed();
  }

  function press(event, item, at) {
    if (frozen || event.ctrlKey || event.metaKey || !event.target.classList.contains("line")) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const deeper = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && by) shift(item, by);
    else if (event.altKey && deeper) indent(item, deeper);
    else if (by) list.children[at + by]?.querySelector(".line").focus();
    else if (event.key === "Delete" || event.key === "Backspace") leave(item);
    else return;
    event.preventDefault();
  }

  const node = make("fieldset", { class: "order", "aria-describedby": help }, make("legend", {}, t("Your order")),
    list, restTitle, rest, notes.node, make("p", { class: "note help", id: help, html: screen.help }));
  draw();
  return {
    node, notes, fields: [],
    value: () => used.map((item) => [item.place, item.indent]),
    set(value) {
      if (!Array.isArray(value)) return;
      used = value.map(([place, depth]) => ({ place, indent: depth }));
      const there = new Set(used.map((item) => item.place));
      out = screen.lines.map((_, place) => place).filter((place) => !there.has(place)).map((place) => ({ place, indent: 0 }));
      moved = true;
      draw();
    },
    missing() {
      if (moved) return used.length ? "" : t("Every line is left out. Put back those that are needed.");
      moved = true; // a second press takes the order as it is
      return t("Nothing is moved yet. Press Answer again if this is your order.");
    },
    freeze(outcome) {
      frozen = `s-${outcome}`;
      draw();
      node.querySelector(".help").remove();
    },
  };
}
