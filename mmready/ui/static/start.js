// The first screen: courses and what they start from, length, when to see results, what is kept; an unfinished check.
import { make, button, uid } from "./dom.js";
import { act } from "./talk.js";
import { save } from "./page.js";

export function start(app, screen) {
  const names = { course: uid("course"), length: uid("length"), see: uid("see") };
  const pick = (type, name, value, checked) => make("input", { type, name, value, checked, on: { change: tell } });
  const courses = screen.courses.map((course) => pick("checkbox", names.course, course.id, course.chosen));
  const lengths = screen.lengths.map((length) => pick("radio", names.length, length.id, length.chosen));
  const sees = screen.see.map((way) => pick("radio", names.see, way.id, way.chosen));
  const courseRows = screen.courses.map((course, at) => make("label", { class: "row" }, courses[at],
    make("span", { class: "code" }, course.id), make("span", { class: "what" }, course.title), make("span", { class: "draws" }, course.starts)));
  const lengthRows = screen.lengths.map((length, at) => make("label", { class: "row len" }, lengths[at],
    make("span", { class: "code" }, length.title), make("span", { class: "what" }, length.what), make("span", { class: "draws" }, length.time)));
  const before = screen.before ? make("input", { type: "checkbox" }) : null;
  const summary = make("p", { class: "note" });
  const old = screen.unfinished;
  const title = make("h2", { tabindex: "-1" }, screen.title);
  const node = make("div", {}, title, make("p", { class: "lead" }, screen.lead),
    screen.notice ? make("div", { class: "warn", html: screen.notice }) : null,
    screen.notice && screen.mine ? make("div", { class: "also" }, button("Download your answers", "", download)) : null,
    old ? make("div", { class: "resume" }, make("p", {}, make("b", {}, old.title), " ", old.text),
      button(old.label, old.primary ? "primary" : "", () => act(app, { do: "resume", sitting: old.sitting }))) : null,
    screen.review ? make("div", { class: "also" }, make("p", {}, screen.review.text),
      screen.review.now ? button("Review now", "", () => act(app, { do: "review" })) : null) : null,
    screen.earlier ? earlier(app, screen.earlier) : null,
    make("fieldset", {}, make("legend", {}, "Which courses are you thinking of?"), make("div", { class: "rows" }, ...courseRows)),
    make("fieldset", {}, make("legend", {}, "How long do you have?"), make("div", { class: "rows" }, ...lengthRows)),
    before ? make("label", { class: "way before-too" }, before, screen.before) : null,
    make("div", { class: "two" },
      make("fieldset", {}, make("legend", {}, "When do you want to see if you were right?"),
        ...screen.see.map((way, at) => make("label", { class: "way" }, sees[at], way.title))),
      make("div", {}, make("h3", {}, "What is kept"), make("p", { class: "note", html: screen.kept }),
        button("My data", "plain mine", () => act(app, { do: "data" })))),
    make("div", { class: "actions" }, button(old?.primary ? "Start a new check" : "Start the check", old?.primary ? "" : "primary", begin), summary));

  const chosen = (inputs) => inputs.filter((input) => input.checked).map((input) => input.value);

  async function download() {
    const reply = await act(app, { do: "download" });
    if (reply.file) save(reply.file);
  }

  function tell() {
    const many = chosen(courses).length;
    const time = screen.lengths.find((length) => length.id === chosen(lengths)[0])?.time ?? "";
    summary.textContent = many ? `${many} ${many === 1 ? "course" : "courses"}, ${time}. Pause whenever you like.` : "Choose at least one course.";
    return many;
  }

  function begin() {
    if (!tell()) {
      app.say("Choose at least one course.");
      courses[0].focus();
      return;
    }
    act(app, { do: "start", courses: chosen(courses), length: chosen(lengths)[0], see: chosen(sees)[0], before: before?.checked ?? false });
  }

  tell();
  return {
    node,
    keys(event) {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return false;
      begin();
      return true;
    },
    shown() {
      if (app.acted) title.focus({ preventScroll: true });
    },
  };
}

function earlier(app, list) {
  const rows = list.rows.map((row) => make("li", { class: "before" },
    make("span", { class: "code" }, row.when), make("span", { class: "what" }, row.text),
    row.readable ? button("Open", "", () => act(app, { do: "resume", sitting: row.sitting }), { "aria-label": `Open the check of ${row.when}: ${row.text}` }) : null));
  return make("details", { class: "earlier" }, make("summary", {}, list.title), make("ul", { class: "rows" }, ...rows));
}
