// The widget: shows the screen that the kernel set, one at a time.
import { make } from "./dom.js";
import { listen } from "./keys.js";
import { talking } from "./talk.js";
import { question } from "./question.js";
import { start } from "./start.js";
import { page } from "./page.js";
import { plan } from "./plan.js";
import { data } from "./data.js";
import { language, speak } from "./words.js";

const SCREENS = { start, question, page, plan, data };

export function render({ model, el }) {
  speak(model.get("words"));
  const place = make("div", { class: "place" });
  const waiting = make("p", { class: "note waiting", role: "status" });
  const alarm = make("p", { class: "alarm", role: "alert" });
  const voice = make("p", { class: "vh", role: "status" });
  const inside = make("div", { class: "in" }, place, waiting, alarm);
  const root = make("div", { class: "mmr", lang: language(), "data-lm-suppress-shortcuts": "true" }, inside, voice);
  // before JupyterLab 4.5 a shortcut looks for this on what has the focus, and not on what is around that
  root.addEventListener("focusin", ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"));
  const app = {
    model, root, inside, current: null, help: null, busy: null, acted: false,
    talk: talking(model),
    changed() {},
    say: (text) => { voice.textContent = text; },
    wait: (text) => { waiting.textContent = text; },
    alarm: (text) => { if (alarm.textContent !== text) alarm.textContent = text; },
  };

  function show() {
    const screen = model.get("screen");
    speak(model.get("words"));
    root.lang = language();
    app.busy = null; // what was asked for is here: a quick Enter must not wait for the reply behind it
    if (!SCREENS[screen?.name] || app.current?.takes?.(screen)) return;
    app.help?.remove();
    app.help = null;
    app.alarm("");
    app.changed = () => {};
    app.current = SCREENS[screen.name](app, screen);
    place.replaceChildren(app.current.node);
    app.current.shown?.();
    if (app.acted && root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
  }

  listen(app);
  model.on("change:screen", show);
  el.append(root);
  show();
  return () => {
    model.off("change:screen", show);
    app.talk.end();
  };
}

export default { render };
