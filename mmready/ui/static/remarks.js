// Beside the question: a flag, and a comment kept as a note. Neither is part of the answer.
import { make, button, uid } from "./dom.js";
import { act } from "./talk.js";
import { t } from "./words.js";

const LONGEST = 2000;

export function remarks(app, screen) {
  const id = uid("comment");
  const flag = button("", "plain", toggleFlag, { title: t("Mark this question, to come back to it in your report or to tell us that something is wrong with it") });
  const open = button(t("Comment"), "plain", toggle, { "aria-expanded": "false", "aria-controls": `${id}-panel` });
  const area = make("textarea", { id, rows: "3", maxlength: String(LONGEST), value: screen.comment ?? "", on: { input: () => app.changed() } });
  const panel = make("div", { class: "remark", id: `${id}-panel`, hidden: true, on: { keydown: keys } },
    make("label", { class: "label", for: id }, t("Your comment on this question")),
    area, make("p", { class: "note" }, t("It is kept beside your answers and changes nothing in how they are marked.")),
    make("div", { class: "actions near" }, button(t("Save the comment"), "", save), button(t("Close"), "plain", close)));
  let flagged = screen.flagged;
  let saved = screen.comment ?? "";
  show();

  function show() {
    flag.textContent = flagged ? t("Flagged") : t("Flag");
    flag.setAttribute("aria-pressed", String(Boolean(flagged)));
    open.textContent = saved ? t("Your comment") : t("Comment");
  }

  async function toggleFlag() {
    const reply = await act(app, { do: "flag", number: screen.number, on: !flagged });
    if (reply.error || reply.busy) return;
    flagged = !flagged;
    show();
    app.say(flagged ? t("Flagged") : t("No longer flagged"));
  }

  function toggle() {
    if (!panel.hidden) return close();
    unfold();
    area.focus();
  }

  function unfold() {
    panel.hidden = false;
    open.setAttribute("aria-expanded", "true");
  }

  function close() {
    panel.hidden = true;
    open.setAttribute("aria-expanded", "false");
    open.focus();
  }

  /** Save what is written, if anything is new; false where that could not be done. */
  async function settle() {
    const text = area.value.trim();
    if (text === saved) return true;
    const reply = await act(app, { do: "comment", number: screen.number, text });
    if (reply.error || reply.busy) return false;
    saved = text;
    show();
    app.changed();
    return true;
  }

  async function save() {
    const before = saved;
    if (!(await settle())) return;
    close();
    if (saved !== before) app.say(saved ? t("Comment saved") : t("Comment taken away"));
  }

  function keys(event) {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
  }

  return {
    tools: [flag, open], panel, settle,
    /** What is written and not yet saved; undefined where there is nothing to lose. */
    draft: () => (area.value.trim() === saved ? undefined : area.value),
    restore(text) {
      if (text === undefined) return;
      area.value = text;
      unfold();
    },
  };
}
