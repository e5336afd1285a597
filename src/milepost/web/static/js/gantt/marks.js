// What is drawn about the bars, as a few paths for the rows in sight: baseline, float, chances, deadlines, constraints, progress.
import { WHOLE, isFinished } from "./facts.js";

const box = (x, y, wide, high) => `M${x} ${y}h${wide}v${high}h${-wide}z`;
const tick = (x, y, high) => `M${x} ${y - high}v${high * 2}`;

/** Data of each path by its name. */
export function markPaths(chart, from, to) {
  const { plan, outline, scale, height, view: { shows } } = chart;
  const { tasks, facts } = plan;
  const made = { base: "", float: "", chances: "", due: "", missed: "", bound: "", progress: "" };
  const status = scale.x(facts.status_at ?? facts.now);
  const line = [];
  for (let row = from; row < to; row++) {
    const at = outline.rows[row];
    const y = (row - from) * height + height / 2;
    const [start, finish] = [tasks.start[at], tasks.finish[at]];
    if (start === null) continue;
    const [x1, x2] = [scale.x(start), scale.x(finish)];
    const whole = tasks.kind[at] === "summary";
    const point = tasks.kind[at] === "milestone";
    if (shows.baseline && tasks.base_start[at] !== null && !whole) {
      const [was, till] = [scale.x(tasks.base_start[at]), scale.x(tasks.base_finish[at])];
      made.base += point ? `M${was} ${y + 5}l4 4l-4 4l-4 -4z` : box(was, y + 10.5, Math.max(3, till - was), 3.5);
    }
    if (shows.float && tasks.float[at] > 0 && tasks.late_finish[at] > finish && !whole && !isFinished(plan, at)) {
      const end = scale.x(tasks.late_finish[at]);
      made.float += `M${x2 + 1} ${y + 7}H${end}${tick(end, y + 6, 3)}`;
    }
    if (shows.chances && point && tasks.p80[at] !== null && tasks.finished[at] === null) {
      const [half, sure] = [scale.x(tasks.p50[at]), scale.x(tasks.p80[at])];
      made.chances += `M${Math.min(x2, half)} ${y + 11}H${sure}${tick(half, y + 11, 2)}${tick(sure, y + 11, 4)}`;
    }
    if (shows.marks && tasks.deadline[at] !== null) {
      const x = scale.x(tasks.deadline[at]);
      made[finish > tasks.deadline[at] ? "missed" : "due"] += `M${x - 4.5} ${y - 13}h9l-4.5 7zM${x} ${y - 7}v20`;
    }
    if (shows.marks && tasks.constraint_at[at] !== null && tasks.constraint[at] !== "asap" && tasks.constraint[at] !== "alap") made.bound += bound(tasks.constraint[at], scale.x(tasks.constraint_at[at]), y);
    if (shows.progress && !whole) line.push([reached(tasks, at, x1, x2, status, scale), y]);
  }
  if (line.length) made.progress = `M${status} 0${line.map(([x, y]) => `L${x === null ? status : x} ${y - 9}V${y + 9}`).join("")}L${status} ${(to - from) * height}`;
  return made;
}

/** A bracket that opens to where the task may go; both ways where it must be there. */
function bound(kind, x, y) {
  const must = kind[0] === "m";
  const later = kind === "snet" || kind === "fnet";
  return `${tick(x, y, 10)}${must || later ? `M${x} ${y - 10}h4M${x} ${y + 10}h4` : ""}${must || !later ? `M${x} ${y - 10}h-4M${x} ${y + 10}h-4` : ""}`;
}

/** How far the work of a task has come on the axis; nothing where it is as it should be. */
function reached(tasks, at, x1, x2, status) {
  const share = tasks.finished[at] !== null ? 1 : (tasks.done[at] ?? 0) / WHOLE;
  const x = x1 + (x2 - x1) * share;
  if (share >= 1) return x2 > status ? x2 : null;
  return share > 0 || x1 < status ? x : null;
}
