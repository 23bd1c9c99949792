// What is typed and not yet answered: held by the kernel, and by this browser for when the kernel is gone.
const NAME = "mmready-draft";

/** Keep a draft; null where there is nothing to keep any more. */
export function keepDraft(model, draft) {
  const whole = draft && { ...draft, sitting: model.get("screen").sitting };
  model.set("draft", whole ?? {});
  model.save_changes();
  try {
    if (whole) localStorage.setItem(NAME, JSON.stringify(whole));
    else localStorage.removeItem(NAME);
  } catch {
    // a page that may keep nothing: the kernel has it
  }
}

/** The draft of this very question, or null. */
export function draftOf(model, screen) {
  const fits = (draft) => draft?.number === screen.number && draft.sitting === screen.sitting;
  const held = model.get("draft");
  if (fits(held)) return held;
  try {
    const stored = JSON.parse(localStorage.getItem(NAME));
    return fits(stored) ? stored : null;
  } catch {
    return null;
  }
}
