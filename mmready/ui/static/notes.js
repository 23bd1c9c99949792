// The line under an answer: what is missing, what cannot be read. And the reading while somebody types.
import { make, mark, uid } from "./dom.js";
import { t } from "./words.js";

const PAUSE = 600; // ms after the last key until a reading is announced, or trouble is shown

/** A line for one field or group; `fields()` gives the inputs it speaks about. */
export function notesFor(fields) {
  const node = make("p", { class: "msg", id: uid("note"), hidden: true });
  const set = (invalid) => {
    for (const field of fields()) {
      field.classList.toggle("s-unread", invalid);
      if (invalid) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  };
  return {
    node,
    held: false, // what is said of an answer stays until something is typed; a late reading must not cover it
    /** Show text, or `html` where it came from the kernel. */
    show(text, { html, invalid = false } = {}) {
      node.hidden = false;
      node.className = invalid ? "msg c-unsure" : "msg";
      node.replaceChildren(mark("what"), html ? make("span", { html }) : make("span", {}, text));
      set(invalid);
    },
    clear() {
      if (node.hidden) return;
      node.hidden = true;
      node.replaceChildren();
      set(false);
    },
  };
}

/** The box "Read as": asks the kernel how the answer would be read, one question at a time, the newest last. */
export function readingBox(app, screen, { value, blank, notes, isEmpty }) {
  const name = make("span", { class: "k" });
  const shown = make("span", { class: "as" });
  const node = make("div", { class: "readas" }, name, shown);
  let asking = false;
  let again = false;
  let timer = 0;
  const empty = () => {
    name.textContent = screen.example ? t("For example") : t("Read as");
    shown.replaceChildren(screen.example ? make("code", {}, screen.example) : "");
    node.hidden = !screen.example;
  };
  const tell = (reading) => {
    if (reading.outcome === "readable") {
      notes.clear();
      node.hidden = !reading.math;
      name.textContent = t("Read as");
      shown.innerHTML = reading.math || "";
      timer = setTimeout(() => app.say(reading.spoken ? t("Read as {formula}", { formula: reading.spoken }) : ""), PAUSE);
    } else if (reading.outcome === "unreadable") {
      timer = setTimeout(() => {
        shown.replaceChildren("…");
        if (notes.held) return;
        notes.show("", { html: reading.help, invalid: true });
        app.say(reading.said);
      }, PAUSE);
    } else empty();
  };
  const ask = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const reading = await app.talk.ask({ do: "preview", number: screen.number, value: value(), blank: blank?.() });
    asking = false;
    if (again) {
      again = false;
      ask();
    } else if (!isEmpty() && node.isConnected) {
      clearTimeout(timer);
      tell(reading);
    }
  };
  empty();
  return {
    node,
    changed() {
      clearTimeout(timer);
      notes.held = false;
      if (!isEmpty()) return ask();
      notes.clear();
      empty();
    },
  };
}
