// Lines from task to task, all four kinds, as a few paths for the rows in sight.
import { isFinished } from "./facts.js";

const OUT = 8;
const INTO = 9;
const HALF_BAR = 9;

/** The line of a link and its head, from point to point. */
function line(kind, x1, y1, x2, y2, point) {
  const down = y2 > y1 ? 1 : -1;
  const leaves = kind[0] === "F" ? 1 : -1;
  const enters = kind[1] === "S" ? 1 : -1;
  if (kind === "FS" && x2 >= x1 - 1 && x2 - x1 < OUT + INTO) {
    const x = point ? x2 : Math.max(x1 + 3, x2 + 4);
    const y = y2 - down * HALF_BAR;
    return [`M${x1} ${y1}H${x}V${y}`, `M${x - 3.5} ${y - down * 5}h7L${x} ${y}z`];
  }
  const end = x2 - enters * (point ? 8 : 1);
  const head = `M${end - enters * 5} ${y2 - 3.5}v7L${end} ${y2}z`;
  const out = x1 + leaves * OUT;
  const near = end - enters * INTO;
  if (leaves === enters) {
    if (enters > 0 ? near >= out : near <= out) return [`M${x1} ${y1}H${out}V${y2}H${end}`, head];
  } else {
    const by = leaves < 0 ? Math.min(out, near) : Math.max(out, near);
    return [`M${x1} ${y1}H${by}V${y2}H${end}`, head];
  }
  const between = y2 - (down * Math.abs(y2 - y1) < 1 ? 0 : down * 16);
  return [`M${x1} ${y1}H${out}V${between}H${near}V${y2}H${end}`, head];
}

/** Data of three lines with their heads: plain, critical, driving; `dates` says where a task lies. */
export function linkPaths(chart, from, to) {
  const { plan, outline, scale, height, view, driving } = chart;
  const made = { plain: ["", ""], critical: ["", ""], drives: ["", ""] };
  if (!view.shows.links) return made;
  const { tasks, place } = plan;
  const seen = new Set();
  const add = (link) => {
    if (seen.has(link)) return;
    seen.add(link);
    const [one, other] = [place.get(link.from), place.get(link.to)];
    const [row, end] = [outline.rowOf[one], outline.rowOf[other]];
    if (row < 0 || end < 0 || tasks.start[one] === null || tasks.start[other] === null) return;
    const x1 = scale.x(tasks[link.kind[0] === "F" ? "finish" : "start"][one]) + (tasks.kind[one] === "milestone" ? (link.kind[0] === "F" ? 7 : -7) : 0);
    const x2 = scale.x(tasks[link.kind[1] === "F" ? "finish" : "start"][other]);
    const middle = height / 2 - from * height;
    const kind = driving.links.has(link.id) ? "drives" : view.shows.critical && tasks.critical[one] && tasks.critical[other] && !isFinished(plan, other) ? "critical" : "plain";
    const [path, head] = line(link.kind, Math.round(x1) + 0.5, row * height + middle, Math.round(x2) + 0.5, end * height + middle, tasks.kind[other] === "milestone");
    made[kind][0] += path;
    made[kind][1] += head;
  };
  for (let row = from; row < to; row++) {
    plan.linksInto(outline.rows[row]).forEach(add);
    plan.linksOutOf(outline.rows[row]).forEach(add);
  }
  let passing = 0;
  for (const [first, last, link] of outline.far) if (first < to && last >= from && passing++ < MOST_PASSING) add(link);
  return made;
}
const MOST_PASSING = 150;
