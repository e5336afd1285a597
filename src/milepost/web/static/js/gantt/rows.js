// The rows that are seen, and a few more: a pool of them goes round while the plan passes by.
import { words } from "../page.js";
import { beside, inWords, isBlocked, signs } from "./facts.js";
import { draw, make } from "./make.js";
import { day, lastDay } from "./told.js";

const MORE = 4;
const LEAST_BAR = 3;
const LETTER = 6;
/** Drawn here: what refers to the sprite is fetched and parsed anew for each row that comes into sight. */
const SIGNS = {
  held: "M5 13a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2zM8 11v-4a4 4 0 1 1 8 0v4",
  blocked: "M12 9v4M10.4 3.6l-8.1 13.5a1.9 1.9 0 0 0 1.6 2.9h16.2a1.9 1.9 0 0 0 1.6-2.9l-8.1-13.5a1.9 1.9 0 0 0-3.2 0M12 16h.01",
};
const say = (cell, text) => cell.textContent === text || (cell.textContent = text);

/** A cell of a column, of the head or of a row. */
export function cellOf({ key, right }, at, within, role) {
  const cell = make("div", `g-cell g-of-${key}${right ? " g-end" : ""}`, within, { role, "aria-colindex": at + 1 });
  cell.style.width = `var(--w-${key})`;
  return cell;
}

export class Rows {
  #free = [];
  used = new Map();
  from = 0;
  to = 0;

  constructor(chart) {
    this.chart = chart;
  }

  /** Draws what came into sight. With `anew` every row is filled again. Answers whether the window moved. */
  draw(anew = false) {
    const { chart } = this;
    const { room, scrolledDown, outline, height } = chart;
    const last = outline.rows.length;
    const from = Math.max(0, Math.floor(scrolledDown / height) - MORE);
    const to = chart.everything ? last : Math.min(last, Math.ceil((scrolledDown + room.high) / height) + MORE);
    if (!anew && from === this.from && to === this.to) return false;
    [this.from, this.to] = [from, to];
    for (const [row, parts] of this.used) {
      if (row >= from && row < to) continue;
      this.used.delete(row);
      this.#free.push(parts);
    }
    for (let row = from; row < to; row++) {
      if (!anew && this.used.has(row)) continue;
      const parts = this.used.get(row) ?? this.#free.pop() ?? this.#make();
      this.used.set(row, parts);
      this.#fill(parts, row);
    }
    for (const { left, right } of this.#free) left.hidden = right.hidden = true;
    return true;
  }

  /** Columns were chosen or changed their width: rows are made anew. */
  remake() {
    for (const { left, right } of [...this.used.values(), ...this.#free]) {
      left.remove();
      right.remove();
    }
    this.used.clear();
    this.#free = [];
    this.draw(true);
  }

  /** Rows in the order of the plan, for whoever reads them one after another; once nothing moves any more. */
  sort() {
    const { left } = this.chart;
    for (const row of this.used.keys()) this.word(row);
    let at = left.firstElementChild;
    for (const row of [...this.used.keys()].sort((one, other) => one - other)) {
      const wanted = this.used.get(row).left;
      if (wanted === at) at = at.nextElementSibling;
      else left.insertBefore(wanted, at);
    }
  }

  /** What a row says in words: while rows fly past nobody listens to it. */
  word(row) {
    const parts = this.used.get(row);
    if (!parts?.old) return;
    parts.old = false;
    parts.facts.textContent = inWords(this.chart, this.chart.outline.rows[row]);
  }

  /** Where the names of a row begin. */
  indent(row) {
    const { left, text } = this.used.get(row) ?? {};
    if (!text) return 30;
    return this.chart.sign > 0 ? text.offsetLeft : left.clientWidth - text.offsetLeft - text.offsetWidth;
  }

  /** One task's row, if it is in sight. */
  refresh(at) {
    const row = this.chart.outline.rowOf[at];
    const parts = this.used.get(row);
    if (parts) this.#fill(parts, row);
  }

  #make() {
    const { chart } = this;
    const left = make("div", "g-row", chart.left, { role: "row" });
    const cells = chart.columns.map((column, at) => cellOf(column, at, left, column.key === "name" ? "rowheader" : "gridcell"));
    const name = cells[chart.columns.findIndex(({ key }) => key === "name")];
    const twist = make("span", "g-twist", name, { "aria-hidden": "true" });
    const text = make("span", "g-name", name);
    const facts = make("div", "g-facts", left, { role: "gridcell", "aria-colindex": cells.length + 1 });
    const right = make("div", "g-line", chart.right);
    const bar = make("div", "g-bar", right);
    const label = make("span", "g-label", right);
    return { left, cells, twist, text, facts, right, bar, label };
  }

  #fill(parts, row) {
    const { chart } = this;
    const { plan, outline, height } = chart;
    const at = outline.rows[row];
    const { tasks } = plan;
    const whole = plan.isWhole(at);
    const { left, right } = parts;
    left.hidden = right.hidden = false;
    left.row = right.row = row;
    left.style.top = right.style.top = `${row * height}px`;
    const about = signs(chart, at);
    if (row === chart.cursor.row) about.push("at");
    if (chart.chosen.has(tasks.id[at])) about.push("chosen");
    if (chart.pending.has(tasks.id[at])) about.push("pending");
    if (plan.troubled?.has(tasks.id[at])) about.push("troubled");
    const names = about.map((one) => ` g-${one}`).join("");
    left.className = `g-row${names}`;
    right.className = `g-line${names}`;
    left.id = `g-row-${row}`;
    left.setAttribute("aria-rowindex", row + 2);
    left.setAttribute("aria-level", tasks.level[at]);
    left.setAttribute("aria-selected", String(chart.chosen.has(tasks.id[at])));
    if (whole) left.setAttribute("aria-expanded", String(!outline.closed.has(tasks.id[at])));
    else left.removeAttribute("aria-expanded");
    parts.twist.classList.toggle("g-none", !whole);
    parts.text.textContent = tasks.name[at];
    parts.text.title = plan.troubled?.get(tasks.id[at])?.message ?? tasks.name[at];
    chart.columns.forEach((column, place) => {
      const cell = parts.cells[place];
      cell.id = `g-cell-${row}-${place}`;
      if (column.key === "name") cell.style.setProperty("--level", tasks.level[at] - 1);
      else say(cell, String(column.told(chart, at) ?? ""));
    });
    parts.old = true;
    this.bar(parts, at);
    if (parts.chip) parts.chip.hidden = true;
    chart.counted.rows++;
  }

  /** Where the bar stands; `start` and `finish` may be others than the plan's while it is dragged. */
  bar({ bar, label, chip }, at, start = this.chart.plan.tasks.start[at], finish = this.chart.plan.tasks.finish[at]) {
    const { chart } = this;
    const { tasks } = chart.plan;
    const point = tasks.kind[at] === "milestone";
    bar.hidden = start === null;
    const x = chart.scale.x(start ?? chart.plan.facts.starts_at);
    const wide = point || start === null ? 0 : Math.max(LEAST_BAR, chart.scale.x(finish) - x);
    bar.style.insetInlineStart = `${x}px`;
    bar.style.width = `${wide}px`;
    bar.style.setProperty("--done", `${(tasks.done[at] ?? 0) / 10_000}%`);
    const text = beside(chart, at);
    label.hidden = !text || start === null;
    if (label.hidden) return;
    label.textContent = text;
    const sign = tasks.held[at] ? "held" : isBlocked(chart.plan, at) ? "blocked" : "";
    if (sign) {
      const drawing = draw("svg", "icon", null, { viewBox: "0 0 24 24" });
      draw("path", "g-sign", drawing, { d: SIGNS[sign] });
      label.prepend(drawing);
    }
    const from = x + wide + (point ? 14 : 12);
    const now = chart.scale.x(chart.plan.facts.now);
    label.classList.toggle("g-crosses", from < now && now < from + 12 + text.length * LETTER);
    label.style.insetInlineStart = `${from}px`;
    if (chip) chip.hidden = true;
  }

  /** Where a bar is out of sight, a chip says where it is and leads there: once scrolling has come to rest. */
  point() {
    const { chart } = this;
    const { scale, plan } = chart;
    const from = chart.scrolled;
    const to = from + chart.room.wide;
    for (const [row, parts] of this.used) {
      const at = chart.outline.rows[row];
      const [start, finish] = [plan.tasks.start[at], plan.tasks.finish[at]];
      const side = start === null ? 0 : scale.x(finish) < from + 4 ? -1 : scale.x(start) > to - 4 ? 1 : 0;
      parts.right.classList.toggle("g-off", side !== 0);
      if (!side && !parts.chip) continue;
      parts.chip ??= make("span", "g-chip", parts.right);
      parts.chip.hidden = !side;
      if (!side) continue;
      const back = (side < 0) === (chart.sign > 0);
      parts.chip.textContent = side < 0 ? `${back ? "‹" : "›"} ${lastDay(finish)}` : `${day(start)} ${back ? "‹" : "›"}`;
      parts.chip.title = words("Show the bar");
      parts.chip.style.insetInline = side < 0 ? `${from + 6}px auto` : `auto ${scale.width - to + 6}px`;
    }
  }
}
