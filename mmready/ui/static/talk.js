// Commands to the kernel and their replies. A reply that stays away never loses what was typed.
import { t } from "./words.js";
const SLOW = 400; // ms until t("Checking …") is shown
const LOST = 15000; // ms until we say that the notebook does not answer

/** `ask(command)` resolves with the kernel's reply, however late it comes. */
export function talking(model) {
  const waiting = new Map();
  let last = 0;
  const hear = (message) => {
    const done = waiting.get(message?.re);
    if (!done) return;
    waiting.delete(message.re);
    done(message);
  };
  model.on("msg:custom", hear);
  return {
    ask(command) {
      last += 1;
      const id = `${Date.now().toString(36)}-${last}`;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        try {
          model.send({ ...command, id });
        } catch {
          // a page without a kernel: nobody will answer, and the learner is told so
        }
      });
    },
    end: () => model.off("msg:custom", hear),
  };
}

/** A command whose outcome the learner waits for: says so when it is slow, and when nobody answers. */
export async function act(app, command) {
  if (app.busy) return { busy: true };
  const mine = { ...command };
  const free = () => { if (app.busy === mine) app.busy = null; };
  app.busy = mine;
  app.acted = true;
  app.alarm("");
  const slow = setTimeout(() => app.wait(t("Checking …")), SLOW);
  const lost = setTimeout(() => {
    app.wait("");
    free();
    app.alarm(
      t(
        "Not saved yet: the notebook is not answering. Your text is kept here, and we go on when it is back. If it was restarted, run its cell again: the answers you gave before are saved.",
      ),
    );
  }, LOST);
  const reply = await app.talk.ask(command);
  clearTimeout(slow);
  clearTimeout(lost);
  free();
  if (!app.busy) app.wait("");
  app.alarm(reply.error ?? "");
  return reply;
}
