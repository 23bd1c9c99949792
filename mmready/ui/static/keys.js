// Keys: none leaves the widget, and the list of them behind "?".
import { make, key, button, uid } from "./dom.js";
import { t } from "./words.js";

const keyList = () => [
  [["1", "9"], t("choose an option"), t("to")],
  [[t("Enter")], t("answer, then go on")],
  [[t("Shift"), t("Enter")], t("run the tests")],
  [["Ctrl", t("Enter")], t("answer from a field with several lines")],
  [["Tab"], t("next; in code: indent")],
  [["Esc"], t("leave code (then Tab), close this list")],
  [["←", "↑", "→", "↓"], t("move in a grid, a row of symbols, a list of lines; ↓ from a field to its symbols")],
  [[",", ";"], t("in a grid: next entry, next row; past the edge they add one")],
  [["Alt", "↑"], t("move a line up; with ↓ down")],
  [["?"], t("this list")],
];

const TYPING = "input[type=text], input:not([type]), textarea, select, math-field";

export function isTyping(target) {
  return target instanceof Element && target.matches(TYPING) && !target.readOnly;
}

/** Keep every key inside, and route those that mean something. */
export function listen(app) {
  const stop = (event) => event.stopPropagation();
  app.root.addEventListener("keyup", stop);
  app.root.addEventListener("keypress", stop);
  app.root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape" && app.help) return closeHelp(app);
    if (event.key === "?" && !isTyping(event.target)) {
      event.preventDefault();
      return toggleHelp(app);
    }
    if (app.current?.keys?.(event)) event.preventDefault();
  });
}

function toggleHelp(app) {
  if (app.help) return closeHelp(app);
  const title = uid("keys");
  const rows = keyList().flatMap(([keys, what, between]) => [
    make("dt", {}, ...keys.flatMap((each, place) => (place ? [between ? ` ${between} ` : " ", key(each)] : [key(each)]))),
    make("dd", {}, what),
  ]);
  app.before = document.activeElement;
  app.help = make(
    "section",
    { class: "keylist", "aria-labelledby": title, tabindex: "-1" },
    make("h3", { id: title }, t("Keys")),
    make("dl", { class: "kv" }, ...rows),
    button(t("Close"), "", () => closeHelp(app)),
  );
  app.inside.append(app.help);
  app.help.querySelector("button").focus();
}

function closeHelp(app) {
  app.help.remove();
  app.help = null;
  app.before?.focus?.();
}

export function showHelp(app) {
  if (!app.help) toggleHelp(app);
}
