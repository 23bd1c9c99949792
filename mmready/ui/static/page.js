// A screen that is read: its HTML comes from the kernel, its buttons say which command they are.
import { make, button, reachable, uid } from "./dom.js";
import { wireMap } from "./map.js";
import { act } from "./talk.js";
import { t } from "./words.js";

export function page(app, screen) {
  const buttons = screen.actions.map(({ text, look, command, push, more }) =>
    button(text, `${look ?? ""}${push ? " push" : ""}`.trim(), () => press({ do: command, ...more })));
  const content = make("div", { html: screen.html });
  const node = make("div", {}, content, make("div", { class: "actions" }, ...buttons),
    screen.hand_in ? handIn(app, screen.hand_in) : null);

  wireMap(content);
  wireTryout(app, content);

  async function press(command) {
    const reply = await act(app, command);
    if (reply.file) save(reply.file);
  }

  return {
    node,
    shown() {
      reachable(node);
      if (app.acted) content.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
      app.say(screen.say ?? "");
    },
  };
}

/** For an instructor: the result as a file, with a name or a code where one is typed. */
function handIn(app, { longest }) {
  const id = uid("name");
  const name = make("input", { id, type: "text", autocomplete: "off", maxlength: String(longest), on: { keydown: keys } });
  const done = make("p", { class: "note", role: "status" });
  function keys(event) {
    if (event.key === "Enter" && !event.isComposing) press();
  }

  async function press() {
    const reply = await act(app, { do: "hand_in", name: name.value });
    if (!reply.file) return;
    save(reply.file);
    done.textContent = t("Saved as {file}, where your downloads go. Hand it in the way your instructor asked.", { file: reply.file.name });
  }

  return make("details", { class: "more hand-in" }, make("summary", {}, t("For your instructor")),
    make("p", { class: "note" }, t("The file holds which questions you were asked, how each went and how long it took, the options you chose or the mistake we saw, your flags and comments, and the verdict. What you typed as an answer is not in it, nor a name unless you type one here.")),
    make("label", { class: "label", for: id }, t("Name or code, if you were asked for one")),
    make("div", { class: "actions near" }, name, button(t("Save a file for your instructor"), "", press)), done);
}

/** What if: the chances follow what is ticked; nothing happens on a page without such a list. */
function wireTryout(app, content) {
  const list = content.querySelector("[data-tryout]");
  list?.addEventListener("change", async () => {
    const skills = [...list.querySelectorAll("input:checked")].map((input) => input.value);
    const { chances, say } = await app.talk.ask({ do: "what_if", skills });
    if (chances === undefined || !list.isConnected) return;
    content.querySelector("[data-place=chances]").innerHTML = chances;
    app.say(say);
  });
}

/** Hand a file to the browser; it goes where downloads go. */
export function save({ name, type, text }) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
