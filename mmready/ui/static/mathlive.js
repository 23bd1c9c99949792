// Joins MathLive to a field. Sent together with MathLive when somebody asks for the formula editor, and not before.

// What the row of symbols inserts, by the text that it would insert into a plain field.
const INSERTS = {
  "^|": "^{#?}", "sqrt(|)": "\\sqrt{#?}", "(|)/()": "\\frac{#?}{#?}", "e^(|)": "e^{#?}", "ln(|)": "\\ln(#?)", "sin(|)": "\\sin(#?)",
  pi: "\\pi", "(|)": "(#?)", inf: "\\infty", " union ": "\\cup", " <= ": "\\le", " >= ": "\\ge", "[|]": "[#?]", "{|}": "\\lbrace#?\\rbrace",
};
// MathLive writes constants upright by commands of its own; an empty box is nothing yet.
const PLAIN = [[/\\placeholder(?:\[[^\]]*\])?\{[^{}]*\}/g, ""], [/\\exponentialE/g, "e"], [/\\imaginaryI/g, "i"], [/\\differentialD/g, "d"], [/\\m(left|right)(?![A-Za-z])/g, "\\$1"]];

/** Ready the module: nothing is loaded from anywhere, no sounds, and the fonts are those that came along. */
export function prepared({ MathfieldElement }, fonts) {
  MathfieldElement.fontsDirectory = null;
  MathfieldElement.soundsDirectory = null;
  for (const { family, style, weight, data } of fonts) {
    document.fonts.add(new FontFace(family, `url(data:font/woff2;base64,${data})`, { style, weight }));
  }
  return (options) => field(MathfieldElement, options);
}

/** A field of formulas. `changed(latex)` hears every change, `enter` and `down` what the keys mean here. */
function field(Mathfield, { name, described, value, smart, changed, enter, down }) {
  const node = new Mathfield();
  node.setAttribute("aria-label", name);
  node.setAttribute("aria-describedby", described);
  node.mathVirtualKeyboardPolicy = "manual";
  node.smartFence = smart;
  node.value = value;
  node.addEventListener("input", () => changed(text()));
  node.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const act = { Enter: enter, ArrowDown: down, Escape: () => {} }[event.key];
    if (!act || event.shiftKey || event.altKey || (event.key === "ArrowDown" && inside())) return;
    event.preventDefault();
    event.stopPropagation();
    changed(text()); // MathLive tells of the last key a little later
    act(event);
  }, { capture: true });
  node.addEventListener("mount", () => {
    node.menuItems = [];
    node.inlineShortcuts = { ...node.inlineShortcuts, inf: "\\infty", union: "\\cup", lam: "\\lambda" };
  });

  const text = () => PLAIN.reduce((found, [shape, to]) => found.replace(shape, to), node.value).trim();
  const inside = () => /\\frac|\^|_/.test(node.value);
  return {
    node, text,
    focus: () => node.focus(),
    insert: (plain) => { node.executeCommand(["insert", INSERTS[plain] ?? plain, { focus: true }]); changed(text()); },
    freeze: () => { node.readOnly = true; },
  };
}
