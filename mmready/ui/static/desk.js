// An author's desk: a question file in a field, its faults by line, its variants as learners meet them, key beside.
import { make, mark, button, uid } from "./dom.js";
import { act, talking } from "./talk.js";
import { render } from "./widget.js";

const REST = 700; // ms after the last key until the variants are drawn anew
const AT_ONCE = 2;

/** A model like the one that a learner's widget has, whose commands go to one variant on the desk. */
function trialModel(app, seed, first) {
  const state = { screen: first, draft: {} };
  const listeners = new Map();
  const fire = (name, value) => { for (const each of listeners.get(name) ?? []) each(value); };
  const set = (name, value) => { state[name] = value; fire(`change:${name}`, value); };
  return {
    get: (name) => state[name],
    set,
    save_changes() {},
    on(name, listener) { listeners.set(name, [...(listeners.get(name) ?? []), listener]); },
    off(name, listener) { listeners.set(name, (listeners.get(name) ?? []).filter((each) => each !== listener)); },
    async send(command) {
      const { inner, error } = await app.talk.ask({ do: "try", seed, command });
      const { screen, ...reply } = inner ?? { error };
      if (screen) set("screen", screen);
      fire("msg:custom", { ...reply, re: command.id });
    },
  };
}

export function desk(app, screen) {
  const kept = app.model.get("draft") ?? {};
  const ids = { kind: uid("kind"), skill: uid("skill"), slug: uid("slug"), text: uid("text"), there: uid("there"), faults: uid("faults") };
  const option = (value, text, chosen) => make("option", { value, selected: value === chosen }, text);
  const kind = make("select", { id: ids.kind }, ...screen.kinds.map((each) => option(each, each, kept.kind ?? screen.kind)));
  const skill = make("select", { id: ids.skill }, ...screen.skills.map((group) =>
    make("optgroup", { label: group.subject }, ...group.skills.map((each) => option(each.id, each.name, kept.skill ?? screen.skill)))));
  const slug = make("input", { type: "text", id: ids.slug, value: kept.slug ?? screen.slug, autocomplete: "off", spellcheck: "false", on: { input: later } });
  const text = make("textarea", {
    id: ids.text, rows: "26", spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off",
    "aria-describedby": ids.faults, value: kept.text ?? screen.text, on: { input: later },
  });
  const there = make("select", { id: ids.there });
  const faults = make("ul", { class: "faults" });
  const said = make("p", { class: "said", role: "status" });
  const use = make("p", { class: "note" });
  const trials = make("div", { class: "trials" });
  const shown = make("h3", { hidden: true }, "As learners meet it");
  const again = button("Other numbers", "", () => { seed += AT_ONCE; look(); });
  const begin = button("Begin with these", "", fresh);
  const open = make("div", { class: "given-here" }, make("label", { class: "label", for: ids.there }, "Or open a question"), there, button("Open", "", reopen));
  const node = make("div", { class: "desk" },
    make("h2", { tabindex: "-1" }, "Your question"),
    make("p", { class: "lead" }, "It is saved in ", make("code", {}, screen.folder), "."),
    make("div", { class: "givens" },
      make("div", { class: "given-here" }, make("label", { class: "label", for: ids.kind }, "Kind of answer"), kind),
      make("div", { class: "given-here" }, make("label", { class: "label", for: ids.skill }, "Skill"), skill),
      make("div", { class: "given-here" }, begin), open),
    make("div", { class: "given-here" }, make("label", { class: "label", for: ids.slug }, "Its name"), slug),
    make("label", { class: "label", for: ids.text }, "The question file"), text,
    make("div", { class: "found", id: ids.faults }, said, faults, use),
    make("div", { class: "actions" }, button("Prove it", "", () => whole("prove")), button("Save into the bank", "primary", store), again),
    shown, trials);
  let begun = kept.begun ?? screen.text;
  let seed = 0;
  let timer = 0;
  let busy = false;
  let stale = false;
  let edits = 0; // what is written now, by number
  let drawn = -1; // what the variants were drawn from
  let proved = -1; // what was proved: a later look does not take its findings away

  const state = () => ({ text: text.value, slug: slug.value, kind: kind.value, skill: skill.value });

  function keep() {
    app.model.set("draft", { ...state(), begun });
    app.model.save_changes();
  }

  function later() {
    edits += 1;
    clearTimeout(timer);
    sure(false);
    use.textContent = "";
    timer = setTimeout(() => { keep(); look(); }, REST);
  }

  /** Draw the variants of what is written now; while that is on its way, only the newest text waits. */
  async function look() {
    clearTimeout(timer);
    if (busy) {
      stale = true;
      return;
    }
    busy = true;
    drawn = edits;
    const reply = await app.talk.ask({ do: "look", ...state(), seed, variants: AT_ONCE });
    busy = false;
    if (stale) {
      stale = false;
      return look();
    }
    if (reply.error) return tell(reply.error, []);
    if (proved !== edits || reply.faults.length) tell(reply.faults.length ? count(reply.faults.length, "fault") + "." : "It can be read. It is not proved yet.", reply.faults);
    trials.replaceChildren(...reply.variants.map(variant));
    again.hidden = shown.hidden = !reply.variants.length;
  }

  function variant({ seed: drawn, screen: shown, told }) {
    const learner = make("div", { class: "learner" });
    render({ model: trialModel(app, drawn, shown), el: learner });
    return make("section", { class: "trial", "aria-label": `Variant ${drawn}` },
      make("h4", {}, `Variant ${drawn}`), make("div", { class: "beside" }, learner, make("div", { class: "told", html: told })));
  }

  function tell(words, found) {
    said.textContent = words;
    faults.replaceChildren(...found.map((fault) => make("li", {},
      fault.line ? button(`Line ${fault.line}`, "plain", () => goto(fault.line)) : null,
      make("span", {}, mark(fault.warning ? "unsure" : "cross"), " ", make("code", {}, fault.code), " ", make("span", { html: fault.html })))));
    text.setAttribute("aria-invalid", found.some((fault) => !fault.warning) ? "true" : "false");
  }

  /** Put the cursor into a line, and the line into sight. */
  function goto(line) {
    const lines = text.value.split("\n");
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(from, from + (lines[line - 1] ?? "").length);
    text.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(text).lineHeight));
  }

  function sure(asked) {
    begin.dataset.sure = asked ? "yes" : "";
    begin.textContent = asked ? "Replace what is written" : "Begin with these";
  }

  async function fresh() {
    if (text.value !== begun && !begin.dataset.sure) {
      sure(true);
      said.textContent = "What you wrote would be replaced. Press again to do that.";
      return;
    }
    put(await act(app, { do: "begin", kind: kind.value, skill: skill.value }));
  }

  async function reopen() {
    if (text.value !== begun && open.dataset.sure !== there.value) {
      open.dataset.sure = there.value;
      said.textContent = "What you wrote would be replaced. Press Open again to do that.";
      return;
    }
    put(await act(app, { do: "open", question: there.value }));
  }

  function put(reply) {
    if (!reply.text) return;
    text.value = begun = reply.text;
    slug.value = reply.slug;
    open.dataset.sure = "";
    seed = 0;
    edits += 1;
    sure(false);
    keep();
    look();
  }

  /** Prove or save what is written now, and show what was found, also when it is drawn only afterwards. */
  async function whole(what) {
    clearTimeout(timer);
    const mine = edits;
    const reply = await act(app, { do: what, ...state() });
    if (reply.faults && mine === edits) {
      proved = mine;
      tell(reply.said, reply.faults);
    }
    if (drawn !== edits) look();
    return reply;
  }

  async function store() {
    const reply = await whole("save");
    if (!reply.use) return;
    use.replaceChildren("Ask it in a notebook: ", make("code", {}, reply.use));
    begun = text.value;
    list(reply.there);
    keep();
  }

  function list(names) {
    there.replaceChildren(...names.map((name) => option(name, name, slug.value)));
    open.hidden = !names.length;
  }

  list(screen.there);
  again.hidden = true;
  look();
  return { node };
}

function count(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function showDesk({ model, el }) {
  const waiting = make("p", { class: "note waiting", role: "status" });
  const alarm = make("p", { class: "alarm", role: "alert" });
  const inside = make("div", { class: "in" });
  const root = make("div", { class: "mmr author", "data-lm-suppress-shortcuts": "true" }, inside);
  const app = {
    model, root, busy: null, acted: false,
    talk: talking(model),
    wait: (words) => { waiting.textContent = words; },
    alarm: (words) => { if (alarm.textContent !== words) alarm.textContent = words; },
  };
  for (const event of ["keydown", "keyup", "keypress"]) root.addEventListener(event, (each) => each.stopPropagation());
  // before JupyterLab 4.5 a shortcut looks for this on what has the focus, and not on what is around that
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  inside.append(desk(app, model.get("screen")).node, waiting, alarm);
  el.append(root);
  return () => app.talk.end();
}

export default { render: showDesk };
