// One choice and many choices: options in the order of the screen; their places are all this page knows of them.
import { make, key, uid } from "./dom.js";
import { isTyping } from "./keys.js";
import { contentLanguage, t } from "./words.js";

export function choice(app, screen) {
  const many = screen.kind === "many-choice";
  const name = uid("options");
  const inputs = [];
  const rows = screen.options.map(({ html, said }, place) => {
    const input = make("input", { type: many ? "checkbox" : "radio", name, lang: contentLanguage(), "aria-label": said, on: { change: () => app.changed() } });
    inputs.push(input);
    const answer = make("span", { class: "ans", lang: contentLanguage(), html });
    return make("label", { class: "opt" }, input, answer, place < 9 ? make("span", { "aria-hidden": "true" }, key(String(place + 1))) : null);
  });
  const legend = many ? make("legend", {}, t("Choose all that apply")) : make("legend", { class: "vh" }, t("Choose one"));
  const chosen = () => inputs.flatMap((input, place) => (input.checked ? [place] : []));
  return {
    node: make("fieldset", { class: "options" }, legend, ...rows),
    fields: inputs,
    value: () => (many ? chosen() : (chosen()[0] ?? null)),
    set(value) {
      const places = Array.isArray(value) ? value : [value];
      inputs.forEach((input, place) => { input.checked = places.includes(place); });
    },
    missing: () => (chosen().length ? "" : t("Nothing is chosen yet.")),
    freeze(outcome) {
      // a disabled group keeps its marks; arrow keys can no longer change the answer
      for (const input of inputs) input.disabled = true;
      for (const place of chosen()) rows[place].classList.add(`s-${outcome}`);
    },
    keys(event) {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return false;
      const place = Number(event.key) - 1;
      if (!(place >= 0 && place < inputs.length) || inputs[place].disabled) return false;
      inputs[place].checked = many ? !inputs[place].checked : true;
      inputs[place].focus();
      app.changed();
      return true;
    },
  };
}
