// One line of typed mathematics, with its reading below and a row of symbols to insert.
import { make, uid, unseen } from "./dom.js";
import { notesFor, readingBox } from "./notes.js";
import { formulaSwitch } from "./editor.js";
import { contentLanguage, t } from "./words.js";

export function typed(app, screen) {
  const id = uid("field");
  const help = uid("help");
  const input = make("input", {
    type: "text", id, autocomplete: "off", spellcheck: "false", autocapitalize: "off", autocorrect: "off",
    on: {
      input: () => { reading.changed(); app.changed(); },
      keydown: (event) => { if (event.key === "ArrowDown" && symbols) { event.preventDefault(); toSymbols(); } },
    },
  });
  const toSymbols = () => symbols?.querySelector("[tabindex='0']").focus();
  const symbols = screen.palette?.length ? palette(screen.palette, () => formulas?.open ?? input) : null;
  const notes = notesFor(() => [formulas?.open?.node ?? input]);
  const reading = readingBox(app, screen, { value: () => input.value, notes, isEmpty: () => !input.value.trim() });
  input.setAttribute("aria-describedby", `${notes.node.id} ${help}`);
  const trouble = (found) => notes.show("", { html: found.help, invalid: true });
  const formulas = screen.editor ? formulaSwitch(app, screen, { input, described: `${notes.node.id} ${help}`, down: toSymbols, trouble }) : null;
  const unit = screen.unit ? make("span", { class: "unit", lang: contentLanguage(), html: screen.unit }) : null;
  const node = make("div", { class: "entry" },
    make("label", { class: "label", for: id }, t("Your answer"), screen.unit ? unseen(t(" in the unit shown")) : null),
    make("div", { class: "with-unit" }, input, unit),
    reading.node, notes.node,
    make("p", { class: "note help", id: help, html: screen.help }),
    symbols, formulas?.toggle);
  return {
    node, notes, fields: [input],
    value: () => input.value,
    set(value) {
      input.value = value ?? "";
      if (input.value) reading.changed();
    },
    missing: () => (input.value.trim() ? "" : t("Nothing is filled in yet.")),
    freeze(outcome) {
      input.readOnly = true;
      input.classList.add(`s-${outcome}`);
      formulas?.freeze(outcome);
      reading.node.remove();
      for (const part of node.querySelectorAll(".help, .palette")) part.remove();
    },
    point(place) {
      if (place && !formulas?.open) input.setSelectionRange(place[0], Math.max(place[1], place[0] + 1));
    },
  };
}

/** Insert text at the cursor; a `|` says where the cursor goes, and what was selected is put there. */
function insert(input, text) {
  if (input.insert) return input.insert(text);
  const [before, after = ""] = text.split("|");
  const { selectionStart: from, selectionEnd: to, value } = input;
  const inner = value.slice(from, to);
  input.value = value.slice(0, from) + before + inner + after + value.slice(to);
  const place = from + before.length + (text.includes("|") ? inner.length : 0);
  input.focus();
  input.setSelectionRange(place, place);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A toolbar: one tab stop, arrows move in it, ↑ and Esc lead back to the field. `field()` gives the input that is written into. */
export function palette(symbols, field) {
  const buttons = symbols.map(({ show, insert: text, said }, place) => {
    const symbol = make("button", { type: "button", tabindex: place ? "-1" : "0", html: show, on: { click: () => insert(field(), text) } });
    symbol.setAttribute("aria-label", t("{sign}, insert {what}", { sign: symbol.textContent, what: said }));
    return symbol;
  });
  const move = (event) => {
    if (event.key === "ArrowUp" || event.key === "Escape") {
      event.preventDefault();
      return field().focus();
    }
    const here = buttons.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -here, End: buttons.length - 1 - here }[event.key];
    if (step === undefined || here < 0) return undefined;
    event.preventDefault();
    const next = buttons[(here + step + buttons.length) % buttons.length];
    buttons[here].tabIndex = -1;
    next.tabIndex = 0;
    return next.focus();
  };
  return make("div", { class: "palette", role: "toolbar", "aria-label": t("Insert a symbol"), on: { keydown: move } }, buttons);
}
