// The keys of the chart: rows and cells, the outline, what is chosen, the bar, the axis.
import { words } from "../page.js";
import { openMenu } from "./menu.js";

const PAGE = 12;
export const KEYS = [
  ["↑ ↓ ← →", words("Rows and cells; ← and → close and open what has parts")],
  ["Enter or F2", words("Edit the cell")],
  ["Insert", words("New task below")],
  ["Alt Shift ← →", words("Out and into the outline")],
  ["Alt ↑ ↓", words("Up and down in the outline")],
  ["Shift ↑ ↓ or x", words("Choose several")],
  ["m, d, l", words("Move the bar, its end, or link it: then arrows and Enter")],
  ["Delete", words("Delete, with undo")],
  ["Ctrl Z", words("Undo")],
  ["+ −", words("Zoom")],
  ["t, b", words("Go to today, to the bar")],
  [".", words("Menu of the task")],
  ["w, o", words("Why this date; open the task")],
];

/** What a key does; nothing where it is not for the chart. */
export function pressed(chart, event) {
  const { cursor, outline, plan } = chart;
  if (!plan || !outline.rows.length) return event.key === "Insert" && chart.plan ? chart.act("add") ?? true : false;
  if (chart.gesture.on) return chart.gesture.key(event);
  const { key } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const along = { ArrowRight: chart.sign, ArrowLeft: -chart.sign }[key] ?? 0;
  if (event.altKey) {
    if (event.shiftKey && along) return chart.shift(along > 0 ? "in" : "out"), true;
    if (!event.shiftKey && !ctrl && (key === "ArrowUp" || key === "ArrowDown")) return chart.shift(key === "ArrowUp" ? "up" : "down"), true;
    return false;
  }
  if (ctrl) {
    if (key === "z") chart.edits.undo();
    else if (key === "a") chart.choose([...outline.rows].map((at) => plan.tasks.id[at]));
    else if (key === "Home") chart.goTo(0);
    else if (key === "End") chart.goTo(outline.rows.length - 1);
    else if (key === " ") chart.toggleChosen(cursor.row);
    else return false;
    return true;
  }
  const down = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
  if (down) return event.shiftKey ? chart.extend(cursor.row + down) : chart.goTo(cursor.row + down), true;
  if (along) return aside(chart, along), true;
  if (key === "Home" || key === "End") {
    if (cursor.column < 0) chart.goTo(key === "Home" ? 0 : outline.rows.length - 1);
    else chart.goTo(cursor.row, key === "Home" ? 0 : chart.columns.length - 1);
    return true;
  }
  const at = outline.rows[cursor.row];
  if (key === "ContextMenu" || key === "." || (key === "F10" && event.shiftKey)) return openMenu(chart, cursor.row), true;
  const found = {
    Enter: () => chart.act("edit"),
    F2: () => chart.act("edit"),
    e: () => chart.act("edit"),
    Insert: () => chart.act("add"),
    Delete: () => chart.act("remove"),
    Escape: () => chart.choose([]),
    x: () => chart.toggleChosen(cursor.row),
    " ": () => (plan.isWhole(at) && cursor.column < 0 ? chart.toggle(at) : chart.toggleChosen(cursor.row)),
    "+": () => chart.zoom(1),
    "=": () => chart.zoom(1),
    "-": () => chart.zoom(-1),
    "*": () => chart.level(Infinity),
    t: () => chart.toMoment(plan.facts.now),
    b: () => chart.toBar(at),
    m: () => chart.act("move"),
    d: () => chart.act("end"),
    l: () => chart.act("link"),
    w: () => chart.act("why"),
    o: () => chart.act("open"),
  }[key];
  found?.();
  return Boolean(found);
}

/** Along a row: opens it, then goes through its cells; back to the row, closes it, then to what it is part of. */
function aside(chart, way) {
  const { cursor, outline, plan } = chart;
  const at = outline.rows[cursor.row];
  const open = !outline.closed.has(plan.tasks.id[at]);
  if (cursor.column >= 0 || (way > 0 && (!plan.isWhole(at) || open))) chart.goTo(cursor.row, Math.min(chart.columns.length - 1, cursor.column + way));
  else if (way > 0 || (plan.isWhole(at) && open)) chart.toggle(at);
  else if (plan.parentOf(at) >= 0) chart.goTo(outline.rowOf[plan.parentOf(at)]);
}
