// The axis of time: where a moment lies, and how the head divides it, from days to quarters.
import { words } from "../page.js";

export const DAY = 1440;
const NARROW = 26;
export const ZOOMS = [
  { px: 0.9, upper: "year", lower: "quarter", name: words("Quarters") },
  { px: 2.2, upper: "year", lower: "month", name: words("Months") },
  { px: 5.5, upper: "month", lower: "week", name: words("Weeks, narrow") },
  { px: 13, upper: "month", lower: "week", name: words("Weeks") },
  { px: NARROW, upper: "month", lower: "day", name: words("Days") },
  { px: 60, upper: "month", lower: "day", name: words("Days, wide") },
];

export const dayOf = (moment) => Math.floor(moment / DAY);
export const dateOf = (moment) => new Date(moment * 60_000);
const ofDate = (year, month, day = 1) => Date.UTC(year, month, day) / 60_000;

/** Where the year, quarter, month, week or day of a moment begins; `further` counts on from there. */
export function begins(unit, moment, further = 0) {
  const date = dateOf(moment);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "day") return (dayOf(moment) + further) * DAY;
  if (unit === "week") return (dayOf(moment) - ((date.getUTCDay() + 6) % 7) + further * 7) * DAY;
  if (unit === "month") return ofDate(year, month + further);
  if (unit === "quarter") return ofDate(year, month - (month % 3) + further * 3);
  return ofDate(year + further, 0);
}

export class Scale {
  constructor(zoom, from, to) {
    Object.assign(this, ZOOMS[zoom]);
    this.from = begins(this.upper === "year" ? "month" : "week", from);
    this.reachTo(to);
  }

  reachTo(to) {
    this.to = to;
    this.width = Math.ceil(this.x(to));
  }

  /** Pixels from where the axis begins, on its inline axis: of right-to-left pages from the right. */
  x(moment) {
    return ((moment - this.from) / DAY) * this.px;
  }

  at(x) {
    return this.from + (x / this.px) * DAY;
  }

  /** Moments at which a unit begins, between two places of the axis. */
  *steps(unit, fromX, toX) {
    for (let moment = begins(unit, this.at(Math.max(0, fromX))); this.x(moment) < Math.min(toX, this.width); moment = begins(unit, moment, 1)) yield moment;
  }
}

/** From when to when the axis goes: all that is drawn, with room around it. */
export function reach({ tasks, facts }) {
  let [from, to] = [facts.now ?? facts.starts_at, facts.now ?? facts.starts_at];
  for (const name of ["start", "base_start", "finish", "base_finish", "deadline", "p80"]) {
    for (const moment of tasks[name] ?? []) {
      if (moment === null) continue;
      if (moment < from) from = moment;
      if (moment > to) to = moment;
    }
  }
  return [from - 21 * DAY, Math.max(to, facts.committed ?? 0) + 60 * DAY];
}
