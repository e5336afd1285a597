// How dates, spans and shares are told, in the reader's language.
import { words } from "../page.js";
import { dateOf, dayOf } from "./scale.js";

const language = document.documentElement.lang || undefined;
const form = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
const SHORT = form({ day: "numeric", month: "short" });
const WITH_YEAR = form({ day: "numeric", month: "short", year: "2-digit" });
const LONG = form({ weekday: "short", day: "numeric", month: "long", year: "numeric" });
/** As it can be typed again: without marks for thousands, in the digits of keyboards. */
const NUMBER = new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false, numberingSystem: "latn" });
const HEADS = {
  year: form({ year: "numeric" }),
  month: form({ month: "long", year: "numeric" }),
  week: SHORT,
  day: form({ day: "numeric" }),
};
const WEEKDAY = form({ weekday: "short", day: "numeric" });
const MONTH = form({ month: "short" });

const known = new Map();
let thisYear = 0;
/** Dates of this year are told without it. */
export const setNow = (moment) => {
  thisYear = dateOf(moment).getUTCFullYear();
  known.clear();
};

/** The day of a moment, briefly. */
export function day(moment) {
  if (moment === null || moment === undefined) return "";
  const at = dayOf(moment);
  let text = known.get(at);
  if (text === undefined) {
    const date = dateOf(moment);
    known.set(at, (text = (date.getUTCFullYear() === thisYear ? SHORT : WITH_YEAR).format(date)));
  }
  return text;
}

/** What ends at midnight ends on the day before. */
export const lastDay = (moment) => (moment === null || moment === undefined ? "" : day(moment - 1));
export const longDay = (moment) => LONG.format(dateOf(moment));
export const number = (value) => NUMBER.format(value);
export const percent = (share) => words("{n} %", { n: number(Math.round((share ?? 0) / 10_000)) });

/** Working time in days, or in hours where that is shorter. */
export function span(minutes, ofDay) {
  if (minutes === null || minutes === undefined) return "";
  const days = minutes / ofDay;
  return Math.abs(days) < 1 && minutes ? words("{n} h", { n: number(minutes / 60) }) : words("{n} d", { n: number(days) });
}

/** What stands in the axis' head over a stretch. */
export function stretch(unit, moment, width, upper) {
  const date = dateOf(moment);
  if (unit === "quarter") return words("Q{n}", { n: Math.floor(date.getUTCMonth() / 3) + 1 });
  if (unit === "month" && !upper) return MONTH.format(date);
  if (unit === "week" && width < 60) return HEADS.day.format(date);
  if (unit === "day" && width > 44) return WEEKDAY.format(date);
  return HEADS[unit].format(date);
}

/** Of a date field, "2026-11-23"; and back to the minute at which that day begins, or nothing. Throws for a year that no calendar has. */
export const field = (moment) => (moment === null || moment === undefined ? "" : dateOf(moment).toISOString().slice(0, 10));
export function unfield(text) {
  if (!text) return null;
  const moment = Date.parse(`${text}T00:00Z`) / 60_000;
  if (Number.isNaN(moment)) throw new Error(words("Choose a day."));
  return moment;
}

const LAGS = { working: "", elapsed: "e", percent: "%", "elapsed-percent": "e%" };
/** A link as it is typed: "1.3SS+2d"; what waits for the finish and starts then is not said. */
export function link({ kind, lag, lag_kind }, outline, ofDay) {
  const sign = lag < 0 ? "−" : "+";
  const much = Math.abs(lag);
  const unit = LAGS[lag_kind];
  const told = !lag ? "" : unit.endsWith("%") ? `${sign}${number(much / 100)}${unit}` : much % 60 && much < 60 ? `${sign}${much}${unit}m` : much < ofDay ? `${sign}${number(much / 60)}${unit}h` : `${sign}${number(much / (unit ? 1440 : ofDay))}${unit}d`;
  return `${outline}${kind === "FS" && !told ? "" : kind}${told}`;
}
