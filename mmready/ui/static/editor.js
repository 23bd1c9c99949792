// The formula editor, a second way of typing: fetched from the kernel when somebody first asks for it.
import { button } from "./dom.js";
import { act } from "./talk.js";
import { t } from "./words.js";

let loaded = null; // one for all fields of the page
let chosen = false; // whether the learner types with it: kept from question to question

/** What makes a field of formulas; null where it could not be had (what went wrong is said). */
async function editorMaker(app) {
  loaded ??= fetched(app);
  const made = await loaded;
  if (!made) loaded = null;
  return made;
}

async function fetched(app) {
  const { editor } = await act(app, { do: "editor" });
  if (!editor) return null;
  try {
    const [mathlive, join] = await Promise.all([editor.module, editor.join].map(brought));
    return join.prepared(mathlive, editor.fonts);
  } catch {
    app.alarm(t("The formula editor does not work in this browser. Type in the plain field."));
    return null;
  }
}

/** A module from its text; under a name, for MathLive looks at where it came from. */
const brought = (text, place) => import(URL.createObjectURL(new Blob([text, `\n//# sourceURL=mmready-${place}.mjs`], { type: "text/javascript" })));

/** A button beside a plain field, which it hides while formulas are typed; that field holds the answer all the same. */
export function formulaSwitch(app, screen, { input, described, down, trouble }) {
  const toggle = button("", "plain typing", () => (open ? close() : show(true)));
  let open = null;
  let ended = false;
  name();

  function name() {
    toggle.textContent = open ? t("Type in a plain field") : t("Type with a formula editor");
  }

  const readAs = () => app.talk.ask({ do: "preview", number: screen.number, value: input.value });

  async function show(focus) {
    const maker = await editorMaker(app);
    if (!maker || open || ended) return;
    let value = input.value.trim();
    if (value && !value.includes("\\")) {
      const reading = await readAs();
      if (reading.outcome !== "readable") return trouble(reading);
      value = reading.latex;
    }
    if (ended) return;
    open = maker({
      name: t("Your answer, formula editor"), described, value, smart: !["interval", "set"].includes(screen.kind), down,
      enter: (event) => app.current.keys(event),
      changed: (latex) => { input.value = latex; input.dispatchEvent(new Event("input", { bubbles: true })); },
    });
    chosen = true;
    input.hidden = true;
    input.before(open.node);
    name();
    if (focus) open.focus();
  }

  async function close() {
    const reading = input.value.trim() ? await readAs() : {};
    chosen = false;
    if (!open) return;
    input.value = reading.plain || input.value;
    open.node.remove();
    open = null;
    input.hidden = false;
    name();
    input.focus();
  }

  if (chosen && !screen.feedback) show(false);
  return {
    toggle,
    /** The field that is typed into now: the editor, or null for the plain one. */
    get open() { return open; },
    freeze(outcome) {
      ended = true;
      toggle.remove();
      open?.freeze();
      open?.node.classList.add(`s-${outcome}`);
    },
  };
}
