// The plan: what the kernel laid out, with hours a week and the first day to change in the middle of it.
import { make, button, uid } from "./dom.js";
import { act } from "./talk.js";
import { save } from "./page.js";
import { t } from "./words.js";

export function plan(app, screen) {
  const names = { hours: uid("hours"), start: uid("first-day") };
  const hours = make("input", { id: names.hours, type: "number", min: "1", max: "80", step: "any", inputmode: "decimal", value: screen.hours, on: { change: redraw } });
  const first = make("input", { id: names.start, type: "date", value: screen.start, on: { change: redraw } });
  const chosen = {}; // the runs that were set here; the others stay as the kernel has them
  const runs = screen.runs.map((run) => make("input", { id: uid("run"), type: "date", value: run.value, on: { change: () => { chosen[run.id] = true; redraw(); } } }));
  const asked = make("details", { open: runs.some((input) => input.value) }, make("summary", {}, t("When do runs start?")),
    make("p", { class: "note" }, t("From each course’s own page, as far as you know them.")),
    make("div", { class: "runs" }, ...screen.runs.map((run, at) => make("div", {}, make("label", { class: "label", for: runs[at].id }, run.title), runs[at]))));
  const form = make("div", { class: "whatif", role: "group", "aria-label": t("What if") },
    make("div", {}, make("label", { class: "label", for: names.hours }, t("Hours a week to study")), hours),
    make("div", {}, make("label", { class: "label", for: names.start }, t("Start on")), first), asked);
  const content = make("div");
  const node = make("div", {}, content, make("div", { class: "actions" },
    ...screen.actions.map(({ text, look, command }) => button(text, look, () => press(command)))));
  put(screen);

  function put(now) {
    const held = form.contains(document.activeElement) ? document.activeElement : null;
    form.remove();
    const open = [...content.querySelectorAll("details")].map((each) => each.open);
    content.innerHTML = now.html;
    content.querySelectorAll("details").forEach((each, at) => { each.open = open[at] ?? false; });
    content.querySelector("[data-place=whatif]").replaceWith(form);
    now.runs.forEach((run, at) => { if (!chosen[run.id]) runs[at].value = run.value; });
    held?.focus({ preventScroll: true });
  }

  async function redraw() {
    // while a year is typed, a date field gives years such as 0002
    if (!hours.value || [first, ...runs].some((input) => input.value && input.value < "2000") || !first.value) return;
    const reply = await act(app, { do: "replan", hours: hours.value, start: first.value, runs: Object.fromEntries(screen.runs.flatMap((run, at) => (chosen[run.id] ? [[run.id, runs[at].value]] : []))) });
    if (reply.busy) setTimeout(redraw, 200);
  }

  async function press(command) {
    const reply = await act(app, { do: command });
    if (reply.file) save(reply.file);
  }

  return {
    node,
    keys(event) {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return false;
      redraw();
      return true;
    },
    shown() {
      if (app.acted) content.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
      app.say(screen.say ?? "");
    },
    /** Another plan comes in without building the fields anew, so that focus stays. */
    takes(now) {
      if (now.name !== "plan" || now.sitting !== screen.sitting) return false;
      put(now);
      app.say(now.say ?? "");
      return true;
    },
  };
}
