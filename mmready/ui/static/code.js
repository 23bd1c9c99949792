// Several lines of text: what a program prints, and a function with its tests.
import { make, mark, button, keyed, uid } from "./dom.js";
import { notesFor } from "./notes.js";
import { act } from "./talk.js";
import { t } from "./words.js";

const INDENT = "    ";

export function output(app, screen) {
  const id = uid("printed");
  const help = uid("help");
  const area = make("textarea", { id, rows: "3", class: "printed", spellcheck: "false", autocapitalize: "off", autocomplete: "off", on: { input: () => { notes.clear(); app.changed(); } } });
  const notes = notesFor(() => [area]);
  area.setAttribute("aria-describedby", `${notes.node.id} ${help}`);
  const node = make("div", { class: "entry" }, make("label", { class: "label", for: id }, t("What it prints")), area, notes.node, make("p", { class: "note help", id: help, html: screen.help }));
  return {
    node, notes, fields: [area],
    value: () => area.value,
    set: (value) => { area.value = value ?? ""; },
    missing: () => (area.value.trim() ? "" : t("Nothing is filled in yet.")),
    freeze(outcome) {
      area.readOnly = true;
      area.classList.add(`s-${outcome}`);
      node.querySelector(".help").remove();
    },
  };
}

export function program(app, screen) {
  const id = uid("code");
  const help = uid("help");
  const numbers = make("div", { class: "nums", "aria-hidden": "true" });
  const area = make("textarea", { id, spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off", rows: "8", value: screen.starter ?? "", on: { input: changed, keydown: type, scroll: () => { numbers.scrollTop = area.scrollTop; } } });
  const notes = notesFor(() => [area]);
  area.setAttribute("aria-describedby", `${notes.node.id} ${help}`);
  const results = make("div", { class: "results", role: "status" });
  const run = button(t("Run the tests"), "", runTests);
  let leaving = false;

  function count() {
    const lines = Math.max(area.value.split("\n").length, 6);
    numbers.textContent = Array.from({ length: lines }, (_, line) => line + 1).join("\n");
    area.rows = Math.min(Math.max(lines, 6), 24);
  }

  function changed() {
    notes.clear();
    count();
    app.changed();
  }

  function put(text) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    changed();
  }

  function indentLines(less) {
    const { selectionStart: from, selectionEnd: to, value } = area;
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const lines = value.slice(start, to).split("\n");
    const put = lines.map((line) => (less ? line.replace(/^ {1,4}/, "") : INDENT + line)).join("\n");
    area.setRangeText(put, start, to, "preserve");
    changed();
  }

  function type(event) {
    const bare = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === "Escape") {
      leaving = true;
      app.say(t("Tab now leaves the field"));
    } else if (event.key === "Tab" && bare && !leaving && !area.readOnly) {
      event.preventDefault();
      const several = area.value.slice(area.selectionStart, area.selectionEnd).includes("\n");
      if (event.shiftKey || several) indentLines(event.shiftKey);
      else put(INDENT);
    } else if (event.key === "Enter" && bare && !event.shiftKey && !area.readOnly) {
      event.preventDefault();
      const line = area.value.slice(0, area.selectionStart).split("\n").pop();
      put(`\n${/^ */.exec(line)[0]}${line.trimEnd().endsWith(":") ? INDENT : ""}`);
      area.blur();
      area.focus(); // scrolls the cursor into view
    } else if (event.key !== "Tab") leaving = false;
  }

  async function runTests() {
    if (area.readOnly) return;
    notes.clear();
    const reply = await act(app, { do: "run", number: screen.number, source: area.value });
    if (reply.tests) results.replaceChildren(...shown(reply.tests, screen));
  }

  const keys = (event) => {
    if (event.key !== "Enter" || !event.shiftKey || event.target.tagName === "BUTTON") return false;
    runTests();
    return true;
  };
  const node = make("div", { class: "program" },
    make("label", { class: "label", for: id }, t("Your code")),
    make("div", { class: "editor" }, numbers, area), notes.node,
    make("div", { class: "help" },
      make("p", { class: "note", id: help },
        make("span", { class: "keys" }, ...keyed(t("{Tab} indents. {Esc} then {Tab} leaves the field. {Shift} {Enter} runs the tests."), { Shift: t("Shift"), Enter: t("Enter") }), " "),
        make("span", { html: screen.help })),
      make("div", { class: "actions near" }, run)),
    results);
  count();
  return {
    node, notes, fields: [area], keys,
    value: () => area.value,
    set: (value) => { area.value = value ?? ""; count(); },
    missing: () => (area.value.trim() && area.value.trim() !== (screen.starter ?? "").trim() ? "" : t("Nothing is filled in yet.")),
    freeze(outcome) {
      area.readOnly = true;
      node.querySelector(".editor").classList.add(`s-${outcome}`);
      node.querySelector(".help").remove();
    },
  };
}

/** The table of a run: call, expected, yours, outcome; running is not answering. */
function shown(tests, screen) {
  const parts = [];
  if (tests.error) parts.push(make("p", { class: "msg c-unsure" }, mark("what"), make("span", {}, tests.error)));
  if (tests.traceback) parts.push(make("pre", { tabindex: "0", "aria-label": t("The error") }, make("code", {}, tests.traceback)));
  if (tests.rows.length) {
    const cell = (name, text, look = "") => make("td", { class: look || undefined }, make("span", { class: "cap" }, `${name} `), make("code", {}, text));
    const rows = tests.rows.map((row) => make("tr", {},
      make("td", { class: "wide" }, make("code", {}, row.call)),
      cell(t("Expected"), row.expected), cell(t("Yours"), row.yours),
      make("td", { class: `wide outcome ${row.passes ? "c-right" : "c-wrong"}` }, mark(row.passes ? "tick" : "cross"), ` ${row.said}`)));
    const head = [t("Call"), t("Expected"), t("Your result"), t("Outcome")].map((text) => make("th", { scope: "col" }, text));
    parts.push(make("div", { class: "table-scroll" }, make("table", { class: "stack" }, make("caption", {}, tests.title),
      make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))));
  }
  if (tests.printed) parts.push(make("p", { class: "label" }, t("Printed")), make("pre", { tabindex: "0", "aria-label": t("What your code printed") }, make("code", {}, tests.printed)));
  parts.push(make("p", { class: "note" }, tests.note));
  return parts;
}
