// The map of skills: the kernel has drawn it; here another skill is chosen, by a click or with the arrows.

/** Brings a map to life; nothing happens on a page without one. */
export function wireMap(root) {
  const map = root.querySelector(".map");
  if (!map) return;
  const buttons = [...map.querySelectorAll("button[data-skill]")];
  const columns = [...map.querySelectorAll("section")].map((section) => [...section.querySelectorAll("button[data-skill]")]);
  const paths = [...map.querySelectorAll("path[data-from]")];
  const abouts = [...map.querySelectorAll(".pick")];
  const beneath = closure(paths, "to", "from");
  const above = closure(paths, "from", "to");

  function choose(button) {
    const name = button.dataset.skill;
    const down = new Set([name, ...beneath(name)]);
    const up = new Set([name, ...above(name)]);
    for (const each of buttons) {
      const chosen = each === button;
      each.setAttribute("aria-pressed", String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      const skill = each.dataset.skill;
      each.parentNode.classList.toggle("rel", !chosen && (down.has(skill) || up.has(skill)));
    }
    for (const path of paths) {
      const { from, to } = path.dataset;
      path.classList.toggle("on", (down.has(from) && down.has(to)) || (up.has(from) && up.has(to)));
    }
    for (const about of abouts) about.hidden = about.dataset.about !== name;
  }

  function move(button, key) {
    const column = columns.findIndex((each) => each.includes(button));
    const row = columns[column].indexOf(button);
    if (key === "ArrowUp" || key === "ArrowDown") return columns[column][row + (key === "ArrowDown" ? 1 : -1)];
    const next = columns[column + (key === "ArrowRight" ? 1 : -1)];
    return next?.[Math.min(row, next.length - 1)];
  }

  for (const button of buttons) {
    button.addEventListener("click", () => choose(button));
    button.addEventListener("keydown", (event) => {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const next = move(button, event.key);
      if (next) {
        choose(next);
        next.focus();
      }
    });
  }
}

function closure(paths, at, towards) {
  const near = new Map();
  for (const { dataset } of paths) near.set(dataset[at], [...(near.get(dataset[at]) ?? []), dataset[towards]]);
  return (name) => {
    const found = new Set();
    const waiting = [name];
    while (waiting.length) {
      for (const each of near.get(waiting.pop()) ?? []) {
        if (!found.has(each)) waiting.push(each);
        found.add(each);
      }
    }
    return found;
  };
}
