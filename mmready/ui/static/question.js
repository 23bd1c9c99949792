// One question: head, text, the control of its kind, Answer and "I don't know yet"; then the feedback in its place.
import { make, mark, button, key, keyed, reachable } from "./dom.js";
import { act } from "./talk.js";
import { showHelp } from "./keys.js";
import { choice } from "./choice.js";
import { typed } from "./field.js";
import { grid } from "./grid.js";
import { order } from "./order.js";
import { output, program } from "./code.js";
import { blanks } from "./blanks.js";
import { hintBox } from "./hints.js";
import { remarks } from "./remarks.js";
import { draftOf, keepDraft } from "./drafts.js";
import { contentLanguage, t } from "./words.js";

const CONTROLS = {
  "one-choice": choice, "many-choice": choice, number: typed, expression: typed, equation: typed, inequality: typed,
  interval: typed, set: typed, vector: grid, matrix: grid, order, output, function: program, blanks,
};
const OUTCOMES = { right: ["tick", "right"], partly: ["part", "unsure"], wrong: ["cross", "wrong"], dont_know: ["unsure", "quiet"] };
const DRAFT_PAUSE = 400;

export function question(app, screen) {
  const about = make("p", {}, screen.about);
  const bar = make("i", { style: `width:${100 * screen.done}%` });
  const progress = make("div", { class: "prog", role: "progressbar", "aria-label": t("Progress"), "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(Math.round(100 * screen.done)), "aria-valuetext": screen.about }, bar);
  const remark = remarks(app, screen);
  const pause = button(t("Pause"), "plain", () => act(app, { do: "pause" }));
  const head = make("div", { class: "qhead" }, make("p", { class: "mode" }, screen.mode), about, make("div", { class: "tools" }, ...remark.tools, pause));
  const stem = make("div", { class: "stem", tabindex: "-1", lang: contentLanguage(), html: screen.stem });
  const control = CONTROLS[screen.kind](app, screen, stem);
  const sure = screen.sure ? sureness(app) : null;
  const hints = hintBox(app, screen);
  const side = screen.figure ? make("div", { class: "aside", lang: contentLanguage(), html: screen.figure }) : null;
  const body = make("div", { class: side ? "with-fig" : undefined }, make("div", { class: "main" }, stem, control.node), side);
  const below = make("p", { class: "msg", hidden: true });
  const slot = make("div", { class: "slot", role: "status" });
  const answerButton = button(t("Answer"), "primary", answer);
  const ready = make("div", { class: "actions" }, answerButton, button(t("I don’t know yet"), "", dontKnow));
  const legend = keysLine(screen);
  const said = screen.said ? make("p", { class: "said" }, mark("unsure"), screen.said) : null;
  const node = make("div", {}, head, progress, remark.panel, said, body, hints.node, sure?.node, below, slot, ready, legend);
  let timer = 0;
  let done = false;

  function trouble(text, { html, place, invalid } = {}) {
    if (control.notes) {
      control.notes.show(text, { html, invalid });
      control.notes.held = true;
    } else {
      below.hidden = false;
      below.replaceChildren(mark("what"), html ? make("span", { html }) : make("span", {}, text));
    }
    if (place && control.point) control.point(place);
    app.say(text);
  }

  async function answer() {
    if (done) return next();
    const missing = control.missing();
    if (missing) return trouble(missing);
    if (!(await remark.settle())) return;
    const reply = await act(app, { do: "answer", number: screen.number, value: control.value(), sure: sure?.value() });
    if (reply.unread) trouble(reply.unread.said, reply.unread);
  }

  async function dontKnow() {
    return (await remark.settle()) && act(app, { do: "dont_know", number: screen.number });
  }

  async function next() {
    return (await remark.settle()) && act(app, { do: "next", number: screen.number });
  }

  function finish(now) {
    const { feedback } = now;
    const [sign, look] = OUTCOMES[feedback.outcome];
    const held = document.activeElement;
    const inActions = ready.contains(held) || !app.root.contains(held);
    done = true;
    clearTimeout(timer);
    control.notes?.clear();
    below.hidden = true;
    control.freeze(feedback.outcome);
    sure?.node.remove();
    legend?.remove();
    about.textContent = now.about;
    progress.setAttribute("aria-valuetext", now.about);
    progress.setAttribute("aria-valuenow", String(Math.round(100 * now.done)));
    bar.style.width = `${100 * now.done}%`;
    slot.replaceChildren(make("div", { class: `fb c-${look}` },
      make("p", { class: "out" }, mark(sign, true), make("span", { html: feedback.heading })),
      feedback.wrote ? make("p", { class: "wrote" }, t("You wrote "), make("span", { html: feedback.wrote })) : null,
      feedback.body ? make("div", { lang: feedback.content ? contentLanguage() : undefined, html: feedback.body }) : null,
      feedback.changes ? make("p", { class: "note" }, feedback.changes) : null,
      feedback.why ? make("div", { html: feedback.why }) : null));
    const go = button(feedback.next, "primary", next);
    ready.replaceChildren(go, ...(feedback.more ?? []).map(([text, command]) => button(text, "plain", () => act(app, { do: command }))));
    reachable(slot);
    if (app.acted) keep();
    if (app.acted && (inActions || held.disabled || !app.root.contains(document.activeElement))) go.focus();
  }

  function changed() {
    below.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(keep, DRAFT_PAUSE);
  }

  function keep() {
    if (!node.isConnected) return;
    const comment = remark.draft();
    if (done && comment === undefined) return keepDraft(app.model, null);
    keepDraft(app.model, { number: screen.number, comment, ...(done ? {} : { value: control.value(), sure: sure?.value() }) });
  }

  function keys(event) {
    if (control.keys?.(event)) return true;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return false;
    const many = event.target.tagName === "TEXTAREA" && !event.target.readOnly;
    if (many && !event.ctrlKey && !event.metaKey) return false;
    if (["BUTTON", "SUMMARY", "A", "SELECT"].includes(event.target.tagName)) return false;
    answer();
    return true;
  }

  const kept = draftOf(app.model, screen);
  if (screen.given !== undefined) control.set(screen.given);
  else if (kept?.value !== undefined) {
    control.set(kept.value);
    sure?.set(kept.sure);
  }
  remark.restore(kept?.comment);
  app.changed = changed;
  if (screen.feedback) finish(screen);
  return {
    node, keys,
    shown() {
      reachable(node);
      if (app.acted) stem.focus({ preventScroll: true });
      const begins = screen.about.startsWith(t("Question")) ? "" : `${t("Question")}. `;
      app.say(screen.feedback ? "" : `${screen.said} ${begins}${screen.about}.`.trim());
    },
    /** Feedback on this question comes in without building it anew, so that nothing jumps and focus stays. */
    takes(now) {
      if (now.name !== "question" || now.number !== screen.number || now.sitting !== screen.sitting || done) return false;
      hints.update(now);
      if (now.feedback) finish(now);
      return true;
    },
  };

  function keysLine(now) {
    const several = ["output", "function"].includes(now.kind);
    const line = make("p", { class: "note keys" },
      now.options ? make("span", {}, ...keyed(t("{first} to {last} choose"), { first: "1", last: String(Math.min(9, now.options.length)) })) : null,
      make("span", {}, ...keyed(several ? t("{Ctrl} {Enter} answer") : t("{Enter} answer"), { Enter: t("Enter") })),
      make("span", {}, key("?"), " ", button(t("all keys"), "plain", () => showHelp(app))));
    return line;
  }
}

/** How sure the learner is: kept with the answer, never evidence. */
function sureness(app) {
  const name = `sure-${Math.random().toString(36).slice(2)}`;
  const levels = [["guess", t("A guess")], ["unsure", t("Unsure")], ["sure", t("Sure")]];
  const radios = levels.map(([value]) => make("input", { type: "radio", name, value, on: { change: () => app.changed() } }));
  const labels = levels.map(([, text], at) => make("label", {}, radios[at], text));
  return {
    node: make("fieldset", { class: "sure" }, make("legend", {}, t("How sure are you? (optional)")), ...labels),
    value: () => radios.find((radio) => radio.checked)?.value,
    set: (value) => radios.forEach((radio) => { radio.checked = radio.value === value; }),
  };
}
