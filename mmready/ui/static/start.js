// The first screen: courses and what they start from, length, when to see results, what is kept; an unfinished check.
import { make, button, uid } from "./dom.js";
import { act } from "./talk.js";
import { save } from "./page.js";
import { contentLanguage, t, tn } from "./words.js";

export function start(app, screen) {
  const names = { course: uid("course"), length: uid("length"), see: uid("see") };
  const pick = (type, name, value, checked) => make("input", { type, name, value, checked, on: { change: tell } });
  const courses = screen.courses.map((course) => pick("checkbox", names.course, course.id, course.chosen));
  const lengths = screen.lengths.map((length) => pick("radio", names.length, length.id, length.chosen));
  const sees = screen.see.map((way) => pick("radio", names.see, way.id, way.chosen));
  const courseRows = screen.courses.map((course, at) => make("label", { class: "row" }, courses[at],
    make("span", { class: "code" }, course.id), make("span", { class: "what", lang: contentLanguage() }, course.title), make("span", { class: "draws" }, course.starts)));
  const lengthRows = screen.lengths.map((length, at) => make("label", { class: "row len" }, lengths[at],
    make("span", { class: "code" }, length.title), make("span", { class: "what" }, length.what), make("span", { class: "draws" }, length.time)));
  const before = screen.before ? make("input", { type: "checkbox" }) : null;
  const told = screen.background ? background(screen.background) : null;
  const summary = make("p", { class: "note" });
  const old = screen.unfinished;
  const title = make("h2", { tabindex: "-1" }, screen.title);
  const node = make("div", {}, title, make("p", { class: "lead" }, screen.lead),
    screen.notice ? make("div", { class: "warn", html: screen.notice }) : null,
    screen.notice && screen.mine ? make("div", { class: "also" }, button(t("Download your answers"), "", download)) : null,
    old ? make("div", { class: "resume" }, make("p", {}, make("b", {}, old.title), " ", old.text),
      button(old.label, old.primary ? "primary" : "", () => act(app, { do: "resume", sitting: old.sitting }))) : null,
    screen.review ? make("div", { class: "also" }, make("p", {}, screen.review.text),
      screen.review.now ? button(t("Review now"), "", () => act(app, { do: "review" })) : null) : null,
    screen.earlier ? earlier(app, screen.earlier) : null,
    make("fieldset", {}, make("legend", {}, t("Which courses are you thinking of?")), make("div", { class: "rows" }, ...courseRows)),
    make("fieldset", {}, make("legend", {}, t("How long do you have?")), make("div", { class: "rows" }, ...lengthRows)),
    before ? make("label", { class: "way before-too" }, before, screen.before) : null,
    make("div", { class: "two" },
      make("fieldset", {}, make("legend", {}, t("When do you want to see if you were right?")),
        ...screen.see.map((way, at) => make("label", { class: "way" }, sees[at], way.title))),
      make("div", {}, make("h3", {}, t("What is kept")), make("p", { class: "note", html: screen.kept }),
        button(t("My data"), "plain mine", () => act(app, { do: "data" })))),
    told?.node,
    make("div", { class: "actions" }, button(old?.primary ? t("Start a new check") : t("Start the check"), old?.primary ? "" : "primary", begin), summary));

  const chosen = (inputs) => inputs.filter((input) => input.checked).map((input) => input.value);

  async function download() {
    const reply = await act(app, { do: "download" });
    if (reply.file) save(reply.file);
  }

  function tell() {
    const many = chosen(courses).length;
    const time = screen.lengths.find((length) => length.id === chosen(lengths)[0])?.time ?? "";
    summary.textContent = many ? tn("{n} course, {time}. Pause whenever you like.", "{n} courses, {time}. Pause whenever you like.", many, { time }) : t("Choose at least one course.");
    return many;
  }

  function begin() {
    if (!tell()) {
      app.say(t("Choose at least one course."));
      courses[0].focus();
      return;
    }
    act(app, { do: "start", courses: chosen(courses), length: chosen(lengths)[0], see: chosen(sees)[0], before: before?.checked ?? false, background: told?.chosen() ?? [] });
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

/** What do you know already? Closed, and nothing is chosen unless the learner does. */
function background(asked) {
  const inputs = [];
  const choice = (group, name, { id, text }) => {
    const input = make("input", { type: group.several ? "checkbox" : "radio", name, value: id, checked: id === "" });
    inputs.push(input);
    return make("label", { class: "way", lang: id ? contentLanguage() : undefined }, input, text);
  };
  const groups = asked.groups.map((group) => {
    const name = uid("told");
    const none = group.several ? [] : [{ id: "", text: group.none }];
    return make("fieldset", {}, make("legend", { lang: contentLanguage() }, group.text), ...[...group.choices, ...none].map((each) => choice(group, name, each)));
  });
  return {
    node: make("details", { class: "told" }, make("summary", {}, asked.title), make("p", { class: "note" }, asked.note), make("div", { class: "two" }, ...groups)),
    chosen: () => inputs.filter((input) => input.checked && input.value).map((input) => input.value),
  };
}

function earlier(app, list) {
  const rows = list.rows.map((row) => make("li", { class: "before" },
    make("span", { class: "code" }, row.when), make("span", { class: "what" }, row.text),
    row.readable ? button(t("Open"), "", () => act(app, { do: "resume", sitting: row.sitting }), { "aria-label": t("Open the check of {when}: {what}", { when: row.when, what: row.text }) }) : null));
  return make("details", { class: "earlier" }, make("summary", {}, list.title), make("ul", { class: "rows" }, ...rows));
}
