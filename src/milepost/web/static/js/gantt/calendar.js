// Working time of the plan's calendar: for what is drawn at once, before the server has computed it, and for the shading of free days.
import { DAY, dayOf } from "./scale.js";

const MOST_DAYS = 4000;

export class Calendar {
  #days = new Map();

  constructor(of) {
    const { week, free } = of;
    this.of = of;
    this.week = week;
    this.free = free.map(([from, to, name]) => ({ from, to, name })).sort((one, other) => one.from - other.from);
  }

  /** Working stretches of a day, in minutes since the day began. */
  hours(day) {
    let found = this.#days.get(day);
    if (found) return found;
    found = this.week[(((day + 3) % 7) + 7) % 7] ?? [];
    const [begin, end] = [day * DAY, (day + 1) * DAY];
    for (const { from, to } of this.free) {
      if (to <= begin || from >= end || !found.length) continue;
      found = found.flatMap(([one, other]) => [[one, Math.min(other, from - begin)], [Math.max(one, to - begin), other]].filter(([a, b]) => a < b));
    }
    this.#days.set(day, found);
    return found;
  }

  isFree(day) {
    return this.hours(day).length === 0;
  }

  /** Why nobody works on a day of the week that is worked on otherwise. */
  nameOf(day) {
    return this.free.find(({ from, to }) => from < (day + 1) * DAY && to > day * DAY)?.name ?? "";
  }

  /** When a day's work begins: of the first day at or after it that is worked on. */
  opens(moment) {
    for (let day = dayOf(moment), last = day + MOST_DAYS; day < last; day++) if (!this.isFree(day)) return day * DAY + this.hours(day)[0][0];
    return moment;
  }

  /** When a day's work ends; of a free day its midnight. */
  closes(moment) {
    const day = dayOf(moment);
    return this.isFree(day) ? (day + 1) * DAY : day * DAY + this.hours(day).at(-1)[1];
  }

  /** Working minutes between two moments. */
  between(from, to) {
    let sum = 0;
    for (let day = dayOf(from); day * DAY < to && day < dayOf(from) + MOST_DAYS; day++) {
      for (const [one, other] of this.hours(day)) sum += Math.max(0, Math.min(other, to - day * DAY) - Math.max(one, from - day * DAY));
    }
    return sum;
  }

  /** The moment at which so many working minutes have passed. */
  after(from, minutes) {
    let left = minutes;
    if (!left) return from;
    for (let day = dayOf(from), last = day + MOST_DAYS; day < last; day++) {
      for (const [one, other] of this.hours(day)) {
        const begin = Math.max(one, from - day * DAY);
        if (begin >= other) continue;
        if (left <= other - begin) return day * DAY + begin + left;
        left -= other - begin;
      }
    }
    return from + minutes;
  }
}
