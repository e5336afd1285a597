// The keys of the chart: rows and cells, the outline, what is chosen, the bar, the axis.
import { words } from "../page.js";
import { openMenu } from "./menu.js";

const PAGE = 12;

/** What a key does; nothing where it is not for the chart. */
export function pressed(hands, chart, event) {
  const { cursor, outline, plan } = chart;
  if (!outline.rows.length) {
    if (event.key === "Insert") hands.act("add");
    return event.key === "Insert";
  }
  if (hands.gesture.on) return hands.gesture.key(event);
  const { key } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const along = { ArrowRight: chart.sign, ArrowLeft: -chart.sign }[key] ?? 0;
  if (event.altKey) {
    if (event.shiftKey && along) return hands.shift(along > 0 ? "in" : "out"), true;
    if (!event.shiftKey && !ctrl && (key === "ArrowUp" || key === "ArrowDown")) return hands.shift(key === "ArrowUp" ? "up" : "down"), true;
    return false;
  }
  if (ctrl) {
    if (key === "z") hands.edits.undo();
    else if (key === "a") hands.choose([...outline.rows].map((at) => plan.tasks.id[at]));
    else if (key === "Home") chart.goTo(0);
    else if (key === "End") chart.goTo(outline.rows.length - 1);
    else if (key === " ") hands.toggleChosen(cursor.row);
    else return false;
    return true;
  }
  const down = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
  if (down) return event.shiftKey ? hands.extend(cursor.row + down) : chart.goTo(cursor.row + down), true;
  if (along) return aside(chart, along), true;
  if (key === "Home" || key === "End") {
    if (cursor.column < 0) chart.goTo(key === "Home" ? 0 : outline.rows.length - 1);
    else chart.goTo(cursor.row, key === "Home" ? 0 : chart.columns.length - 1);
    return true;
  }
  const at = outline.rows[cursor.row];
  if (key === "ContextMenu" || key === "." || (key === "F10" && event.shiftKey)) return openMenu(hands, chart, cursor.row), true;
  const found = {
    Enter: () => hands.act("edit"),
    F2: () => hands.act("edit"),
    e: () => hands.act("edit"),
    Insert: () => hands.act("add"),
    Delete: () => hands.act("remove"),
    Escape: () => hands.choose([]),
    x: () => hands.toggleChosen(cursor.row),
    " ": () => (plan.isWhole(at) && cursor.column < 0 ? chart.toggle(at) : hands.toggleChosen(cursor.row)),
    "+": () => chart.zoom(1),
    "=": () => chart.zoom(1),
    "-": () => chart.zoom(-1),
    "*": () => chart.level(Infinity),
    t: () => chart.toMoment(plan.facts.now),
    b: () => chart.toBar(at),
    m: () => hands.act("move"),
    d: () => hands.act("end"),
    l: () => hands.act("link"),
    w: () => hands.act("why"),
    o: () => hands.act("open"),
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
