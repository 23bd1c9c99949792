// A text with fields in it. Each blank is a small question of its own; where its options hold formulas, they stand below.
import { make, uid } from "./dom.js";
import { notesFor, readingBox } from "./notes.js";
import { palette } from "./field.js";
import { contentLanguage, t } from "./words.js";

export function blanks(app, screen, stem) {
  const inputs = new Map();
  const below = [];
  let active = screen.blanks.find((blank) => !blank.options)?.name;
  const total = screen.blanks.length;

  const fields = () => [...inputs.values()].flatMap((entry) => entry.fields);
  const notes = notesFor(() => fields().filter((field) => field.tagName === "INPUT" && field.type === "text"));
  const text = () => inputs.get(active)?.get() ?? "";
  const reading = readingBox(app, screen, { value: text, blank: () => active, notes, isEmpty: () => !text().trim() });

  screen.blanks.forEach((blank, place) => {
    const said = total === 1 ? t("Your answer") : t("Blank {place} of {n}", { place: place + 1, n: total });
    const hole = stem.querySelector(`[data-blank="${CSS.escape(blank.name)}"]`);
    const entry = blank.options ? chosen(blank, said) : written(blank, said);
    inputs.set(blank.name, entry);
    if (blank.options?.some((option) => option.html !== undefined) || !hole) {
      hole?.replaceWith(make("b", { class: "hole" }, total === 1 ? "(?)" : `(${place + 1})`));
      below.push(entry.node);
    } else hole.replaceWith(entry.node);
  });

  function written(blank, said) {
    const input = make("input", { type: "text", class: "hole", "aria-label": said, "aria-describedby": notes.node.id, autocomplete: "off", spellcheck: "false", autocapitalize: "off", size: "8",
      on: {
        focus: () => { active = blank.name; },
        input: () => { active = blank.name; input.size = Math.min(24, Math.max(8, input.value.length + 1)); reading.changed(); app.changed(); },
      } });
    return { node: input, fields: [input], get: () => input.value, set: (value) => { input.value = value ?? ""; } };
  }

  function chosen(blank, said) {
    if (blank.options.some((option) => option.html !== undefined)) return listed(blank, said);
    const select = make("select", { class: "hole", "aria-label": said, on: { change: () => { notes.clear(); app.changed(); } } },
      make("option", { value: "" }, t("choose")), ...blank.options.map((option, at) => make("option", { value: String(at), lang: contentLanguage() }, option.text)));
    return { node: select, fields: [select], get: () => (select.value === "" ? null : Number(select.value)), set: (value) => { select.value = value ?? ""; } };
  }

  function listed(blank, said) {
    const name = uid("blank");
    const radios = blank.options.map((option, at) => make("input", { type: "radio", name, value: String(at), "aria-label": option.said, on: { change: () => { notes.clear(); app.changed(); } } }));
    const rows = blank.options.map((option, at) => make("label", { class: "opt" }, radios[at], make("span", { class: "ans", lang: contentLanguage(), html: option.html ?? option.text })));
    return {
      node: make("fieldset", { class: "options" }, make("legend", {}, said), ...rows), fields: radios,
      get: () => { const at = radios.findIndex((radio) => radio.checked); return at < 0 ? null : at; },
      set: (value) => { if (radios[value]) radios[value].checked = true; },
    };
  }

  const typed = screen.blanks.some((blank) => !blank.options);
  const node = make("div", { class: "entry" }, ...below, typed ? reading.node : null, notes.node,
    screen.help ? make("p", { class: "note help", html: screen.help }) : null,
    typed && screen.palette?.length ? palette(screen.palette, () => inputs.get(active).fields[0]) : null);
  const empty = (value) => value === null || (typeof value === "string" && !value.trim());
  return {
    node, notes,
    get fields() { return fields(); },
    value: () => Object.fromEntries([...inputs].map(([name, entry]) => [name, entry.get()])),
    set(value) {
      for (const [name, entry] of inputs) if (value?.[name] !== undefined && value[name] !== null) entry.set(value[name]);
    },
    missing() {
      const left = screen.blanks.flatMap((blank, place) => (empty(inputs.get(blank.name).get()) ? [place + 1] : []));
      if (!left.length) return "";
      if (left.length === total) return t("Nothing is filled in yet.");
      return t("Still empty: blank {list}.", { list: left.join(", ") });
    },
    freeze(outcome) {
      for (const field of fields()) {
        if (field.type === "text") field.readOnly = true;
        else field.disabled = true;
        field.classList.add(`s-${outcome}`);
      }
      reading.node.remove();
      for (const part of node.querySelectorAll(".help, .palette")) part.remove();
    },
  };
}
