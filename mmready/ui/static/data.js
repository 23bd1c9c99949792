// My data: what is kept, a file of it to download and to load again, and taking it away, which asks first.
import { make, button, uid } from "./dom.js";
import { act } from "./talk.js";
import { save } from "./page.js";
import { keepDraft } from "./drafts.js";
import { t } from "./words.js";

export function data(app, screen) {
  const id = uid("file");
  const file = make("input", { id, type: "file", accept: ".jsonl,.json,.txt", on: { change: load } });
  const title = make("h2", { tabindex: "-1" }, screen.title);
  const rows = screen.rows.map((row) => make("li", { class: "before" },
    make("span", { class: "code" }, row.when), make("span", { class: "what" }, row.text),
    button(t("Delete"), "", () => act(app, { do: "delete", sitting: row.sitting }), { "aria-label": t("Delete: {when}, {what}", { when: row.when, what: row.text }) })));
  const node = make("div", {}, title, make("p", { class: "lead", html: screen.where }),
    screen.notice ? make("div", { class: "warn", html: screen.notice }) : null,
    screen.done ? make("p", { class: "done", role: "status" }, screen.done) : null,
    rows.length ? make("ul", { class: "rows" }, ...rows) : null,
    make("div", { class: "actions" },
      rows.length ? button(t("Download everything as one file"), "primary", () => press("download")) : null,
      rows.length ? button(t("Delete everything"), "", () => act(app, { do: "delete" })) : null,
      ...screen.actions.map(({ text, look, command }) => button(text, look, () => press(command)))),
    make("div", { class: "loading" }, make("label", { class: "label", for: id }, t("Load such a file")), file,
      make("p", { class: "note" }, t("What is in it is put beside what is here; nothing that is here is changed."))));

  if (!rows.length) keepDraft(app.model, null); // nothing is kept, so nothing half-written either

  async function press(command) {
    const reply = await act(app, { do: command });
    if (reply.file) save(reply.file);
  }

  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > screen.most) {
      app.alarm(t("This file is too large to be one of ours. Nothing was changed."));
    } else await act(app, { do: "load", text: await chosen.text() });
    file.value = "";
  }

  return {
    node,
    shown() {
      if (app.acted) title.focus({ preventScroll: true });
      app.say(screen.done || screen.title);
    },
  };
}
