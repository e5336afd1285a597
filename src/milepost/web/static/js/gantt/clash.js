// Somebody else was quicker: both values, and whose they are; theirs stay, or one's own are saved over them.
import { words } from "../page.js";
import { COLUMNS, CONSTRAINTS } from "./columns.js";
import { button, icon, make } from "./make.js";
import { day, lastDay, span } from "./told.js";

const KEYS = { duration_minutes: "duration", effort_minutes: "effort", deadline_at: "deadline", constraint_at: "constraint" };

/** A value as the table tells it: moments come as minutes, or as the journal writes them. */
function told(name, value, plan) {
  if (value === null || value === undefined || value === "") return "–";
  if (name.endsWith("_minutes")) return span(value, plan.facts.day_minutes);
  if (name.endsWith("_at")) return (name === "deadline_at" ? lastDay : day)(typeof value === "string" ? Date.parse(`${value}Z`) / 60_000 : value);
  return name === "constraint" ? CONSTRAINTS[value] : value;
}

/** `ids` are the tasks that were changed: what is no record of theirs is of a link or of somebody's work on the first. */
export function clash(chart, ids, { message, records = {} }, mine) {
  const { plan } = chart;
  const box = make("div", "g-clash", chart.stage, { role: "alertdialog", "aria-label": words("Changed by somebody else meanwhile") });
  icon("alert-triangle", box);
  const text = make("div", "", box);
  make("p", "", text, { text: message });
  for (const [id, both] of Object.entries(records)) {
    const task = plan.tasks.name[plan.place.get(ids.includes(Number(id)) ? Number(id) : ids[0])] ?? "";
    for (const { name, by, theirs, yours } of both) {
      const field = COLUMNS.find(({ key }) => key === (KEYS[name] ?? name))?.name ?? name;
      make("p", "", text, { text: words("{task}, {field}: {who} has {theirs}, you have {yours}.", { task, field, who: by ?? "–", theirs: told(name, theirs, plan), yours: told(name, yours, plan) }) });
    }
  }
  const leave = (then) => () => {
    box.remove();
    chart.scroller.focus({ preventScroll: true });
    then?.();
  };
  const ends = make("div", "g-ends", box);
  button(ends, { text: words("Keep theirs"), press: leave() });
  button(ends, { text: words("Take mine"), press: leave(mine) });
  box.addEventListener("keydown", (event) => event.key === "Escape" && leave()());
  ends.firstElementChild.focus();
}
