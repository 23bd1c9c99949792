// A screen that is read: its HTML comes from the kernel, its buttons say which command they are.
import { make, button, reachable } from "./dom.js";
import { wireMap } from "./map.js";
import { act } from "./talk.js";

export function page(app, screen) {
  const buttons = screen.actions.map(({ text, look, command, push, more }) =>
    button(text, `${look ?? ""}${push ? " push" : ""}`.trim(), () => press({ do: command, ...more })));
  const content = make("div", { html: screen.html });
  const node = make("div", {}, content, make("div", { class: "actions" }, ...buttons));

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
