// Hints, one at a time: those that were asked for stay open to read, the next one is behind a disclosure.
import { make } from "./dom.js";
import { act } from "./talk.js";
import { contentLanguage, t } from "./words.js";

export function hintBox(app, screen) {
  const node = make("div", { class: "hints", hidden: true });
  const title = (at) => (at ? t("Another hint") : t("Hint"));
  let next = null;

  async function ask() {
    if (!next.open || !next.isConnected) return;
    const asked = next;
    const reply = await act(app, { do: "hint", number: screen.number });
    if ((reply.error || reply.busy) && asked === next) next.open = false;
  }

  function update(now) {
    const hints = now.hints ?? [];
    const shown = node.querySelectorAll("details[data-shown]").length;
    for (const html of hints.slice(shown)) {
      const place = next ?? make("details", {}, make("summary", {}, title(shown)));
      place.dataset.shown = "";
      place.open = true;
      place.append(make("div", { class: "hint-text", lang: contentLanguage(), html }));
      if (!next) node.append(place);
      next = null;
    }
    if (now.feedback || !now.more_hints) {
      next?.remove();
      next = null;
    } else if (!next) {
      next = make("details", { on: { toggle: ask } }, make("summary", {}, title(hints.length)));
      node.append(next);
    }
    node.hidden = !node.children.length;
    if (hints.length > shown && app.acted) app.say([...node.querySelectorAll(".hint-text")].at(-1).textContent);
  }

  update(screen);
  return { node, update };
}
