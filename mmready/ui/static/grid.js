// A vector or a matrix in a grid between brackets. It starts with one entry and grows as somebody types past its edge:
// its size is part of the answer, so it never comes from the key.
import { make, button, uid } from "./dom.js";
import { notesFor, readingBox } from "./notes.js";
import { t, tn } from "./words.js";

const MOST = 8;

export function grid(app, screen) {
  const column = screen.kind === "vector";
  let cells = [[""]];
  let frozen = false;
  const holder = make("div", { class: "grid", role: "group" });
  const counts = { rows: make("span", { class: "count" }), columns: make("span", { class: "count" }) };
  const inputs = () => [...holder.querySelectorAll("input")];
  const notes = notesFor(inputs);
  const blank = () => cells.every((row) => row.every((text) => !text.trim()));
  const full = () => cells.every((row) => row.every((text) => text.trim()));
  const value = () => (column ? cells.map((row) => row[0]) : cells);
  const reading = readingBox(app, screen, { value, notes, isEmpty: () => !full() });
  const size = () => [cells.length, cells[0].length];
  const name = (row, place) => (column ? t("Entry {row}", { row: row + 1 }) : t("Row {row}, column {column}", { row: row + 1, column: place + 1 }));

  const sizeSaid = (rows, columns, between = ", ") => (column ? tn("{n} entry", "{n} entries", rows) : tn("{n} row", "{n} rows", rows) + between + tn("{n} column", "{n} columns", columns));

  function draw() {
    const [rows, columns] = size();
    holder.style.setProperty("--columns", columns);
    const said = { size: sizeSaid(rows, columns, t(" and ")) };
    holder.setAttribute("aria-label", column ? t("Vector, {size}", said) : t("Matrix, {size}", said));
    holder.replaceChildren(...cells.flatMap((row, r) => row.map((text, c) => make("input", {
      type: "text", value: text, "aria-label": name(r, c), "aria-describedby": notes.node.id, autocomplete: "off",
      spellcheck: "false", autocapitalize: "off",
      on: {
        input: (event) => { cells[r][c] = event.target.value; changed(); },
        beforeinput: (event) => separate(event, r, c),
        keydown: (event) => walk(event, r, c),
        paste: (event) => paste(event, r, c),
      },
    }))));
    counts.rows.textContent = rows;
    counts.columns.textContent = columns;
  }

  function changed() {
    reading.changed();
    app.changed();
  }

  function resize(rows, columns) {
    if (rows < 1 || columns < 1 || rows > MOST || columns > MOST) return;
    cells = Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => cells[r]?.[c] ?? ""));
    draw();
    changed();
    app.say(sizeSaid(rows, columns));
  }

  function walk(event, row, place) {
    const { selectionStart: at, selectionEnd: to, value: text } = event.target;
    if (event.altKey || event.shiftKey || event.ctrlKey || event.metaKey || frozen) return;
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (at === to && at === text.length) steps.ArrowRight = [0, 1];
    if (at === to && at === 0) steps.ArrowLeft = [0, -1];
    const step = steps[event.key];
    const done = step ? enter(row + step[0], place + step[1], text.trim()) : event.key === "Backspace" && !text && drop(row, place);
    if (done) event.preventDefault();
  }

  /** A comma leads to the next entry, a semicolon to the next row: as one would type the whole on one line. */
  function separate(event, row, place) {
    const { selectionStart: at, value: text } = event.target;
    if (![",", ";"].includes(event.data) || at !== text.length || !text.trim() || unclosed(text)) return;
    const next = column ? [row + 1, 0] : event.data === "," ? [row, place + 1] : [row + 1, 0];
    if (enter(...next, true)) event.preventDefault();
  }

  /** Go to an entry; past the last row or column one is added, if there is something in the entry that one leaves. */
  function enter(row, place, filled) {
    const [rows, columns] = size();
    if (row < 0 || place < 0) return false;
    if (row >= rows || place >= columns) {
      if (!filled || row >= MOST || place >= (column ? 1 : MOST)) return false;
      resize(Math.max(rows, row + 1), Math.max(columns, place + 1));
    }
    const target = inputs()[row * cells[0].length + place];
    target.focus();
    target.select();
    return true;
  }

  /** Backspace in an empty last row or column takes it away again. */
  function drop(row, place) {
    const [rows, columns] = size();
    const empty = (texts) => texts.every((text) => !text.trim());
    if (rows > 1 && row === rows - 1 && empty(cells[row])) {
      resize(rows - 1, columns);
      return enter(row - 1, columns - 1);
    }
    if (columns > 1 && place === columns - 1 && empty(cells.map((each) => each[place]))) {
      resize(rows, columns - 1);
      return enter(row, place - 1);
    }
    return false;
  }

  function paste(event, row, place) {
    const rows = readGrid(event.clipboardData?.getData("text") ?? "", column);
    if (!rows) return;
    event.preventDefault();
    const height = Math.min(MOST, Math.max(cells.length, row + rows.length));
    const width = column ? 1 : Math.min(MOST, Math.max(cells[0].length, place + rows[0].length));
    const whole = row === 0 && place === 0;
    if (whole) cells = rows.slice(0, MOST).map((each) => each.slice(0, MOST));
    else {
      resize(height, width);
      rows.forEach((each, r) => each.forEach((text, c) => {
        if (cells[row + r]?.[place + c] !== undefined) cells[row + r][place + c] = text;
      }));
    }
    draw();
    changed();
    inputs()[0].focus();
  }

  const stepper = (what, which, add, remove, more) => make("div", { class: "size", role: "group", "aria-label": what },
    make("span", {}, what),
    button("−", "", () => add(-1), { "aria-label": remove }),
    counts[which],
    button("+", "", () => add(1), { "aria-label": more }));
  const rowsBy = (by) => resize(size()[0] + by, size()[1]);
  const columnsBy = (by) => resize(size()[0], size()[1] + by);
  draw();
  const help = uid("help");
  const sizes = make("div", { class: "sizes" },
    column ? stepper(t("Entries"), "rows", rowsBy, t("Remove the last entry"), t("Add an entry")) : stepper(t("Rows"), "rows", rowsBy, t("Remove the last row"), t("Add a row")),
    column ? null : stepper(t("Columns"), "columns", columnsBy, t("Remove the last column"), t("Add a column")));
  const node = make("fieldset", { "aria-describedby": help }, make("legend", {}, t("Your answer")),
    make("div", { class: "mx" }, holder, sizes), reading.node, notes.node,
    make("p", { class: "note help", id: help, html: screen.help }));
  return {
    node, notes,
    get fields() { return inputs(); },
    value: () => (blank() ? "" : value()),
    set(given) {
      const rows = Array.isArray(given) ? given.map((row) => (Array.isArray(row) ? row : [row])) : null;
      if (!rows?.length) return;
      cells = rows.map((row) => row.map(String));
      draw();
      reading.changed();
    },
    missing() {
      if (blank()) return t("Nothing is filled in yet.");
      const left = cells.flatMap((row, r) => row.flatMap((text, c) => (text.trim() ? [] : [name(r, c).toLowerCase()])));
      if (!left.length) return "";
      return tn("One entry is still empty: {first}.", "{n} entries are still empty; the first is {first}.", left.length, { first: left[0] });
    },
    freeze(outcome) {
      frozen = true;
      for (const input of inputs()) {
        input.readOnly = true;
        input.classList.add(`s-${outcome}`);
      }
      for (const part of [reading.node, sizes, node.querySelector(".help")]) part.remove();
    },
  };
}

/** Whether a bracket is open: a comma then belongs to the entry. */
const unclosed = (text) => (text.match(/[([]/g) ?? []).length > (text.match(/[)\]]/g) ?? []).length;

/** `[[1, 2], [3, 4]]`, `(1, 2)` or a block from a spreadsheet, as rows of text; null where it is one entry only. */
function readGrid(text, column) {
  const bare = text.trim();
  let rows;
  if (/[\t\n]/.test(bare)) rows = bare.split(/\n/).map((line) => line.split(/\t|,/));
  else if (/^\[\s*\[.*\]\s*\]$/s.test(bare)) rows = bare.slice(1, -1).split(/\]\s*,?\s*\[/).map((line) => line.split(","));
  else if (/^[[(].*[,;].*[\])]$/s.test(bare)) rows = bare.slice(1, -1).split(";").map((line) => line.split(","));
  else return null;
  rows = rows.map((row) => row.map((each) => each.replace(/[[\]]/g, "").trim())).filter((row) => row.some(Boolean));
  if (!rows.length) return null;
  if (column) return rows.flat().map((each) => [each]);
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}
