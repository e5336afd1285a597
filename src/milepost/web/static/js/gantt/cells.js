// What can be typed into each cell, and what is done with it.
import { words } from "../page.js";
import { CONSTRAINTS, isOfFinish, linksTold, peopleTold } from "./columns.js";
import { edit, length, move, reassign, relink, report } from "./steps.js";
import { field, link, number, span, unfield } from "./told.js";
import { linksOf, peopleOf, shareOf, spanOf, unknown } from "./typed.js";

const finishOn = (chart, text) => chart.calendar.closes(unfield(text));

/** By column: `kind` of field, `value` as it stands, what has to be fetched to `prepare` for what was typed, `step` that makes it what was typed (or throws with what is wrong); it is given what of `base` stood there when the typing began. */
export const CELLS = {
  name: {
    value: ({ plan }, at) => plan.tasks.name[at],
    step(chart, ids, text) {
      if (!text.trim()) throw new Error(words("A task needs a name."));
      return edit(chart, ids, { name: text.trim() }, { name: text.trim() });
    },
  },
  start: {
    kind: "date",
    help: words("It will start no earlier than on this day."),
    value: ({ plan }, at) => field(plan.tasks.start[at]),
    step(chart, ids, text) {
      if (!text) return edit(chart, ids, { constraint: "asap", constraint_at: null }, { constraint: "asap", constraint_at: null });
      return move(chart, ids, chart.calendar.opens(unfield(text)));
    },
  },
  finish: {
    kind: "date",
    help: words("It keeps its start and gets the length that ends on this day."),
    value: ({ plan }, at) => field(plan.tasks.finish[at] === null ? null : Math.max(plan.tasks.start[at], plan.tasks.finish[at] - 1)),
    step(chart, ids, text) {
      const at = chart.plan.place.get(ids[0]);
      const { start, kind } = chart.plan.tasks;
      if (!text) throw new Error(words("Choose a day."));
      if (kind[at] === "milestone") return move(chart, ids, finishOn(chart, text));
      const minutes = chart.calendar.between(start[at], finishOn(chart, text));
      if (minutes <= 0) throw new Error(words("This day lies before the start. Choose a later one, or move the task."));
      return length(chart, ids, minutes);
    },
  },
  duration: {
    help: words("Such as 3d, 1.5d or 4h; 0 makes it a milestone."),
    value: ({ plan }, at) => span(plan.tasks.duration[at], plan.facts.day_minutes),
    step: (chart, ids, text) => length(chart, ids, spanOf(text, chart.plan.facts.day_minutes)),
  },
  done: {
    value: ({ plan }, at) => number((plan.tasks.done[at] ?? 0) / 10_000),
    step(chart, ids, text) {
      const share = shareOf(text);
      return report(chart, ids, { done: share }, { done: share });
    },
  },
  links: {
    help: words("Numbers of the outline, such as 1.3; 2SS+2d."),
    value: linksTold,
    offers: ({ plan }, at) => plan.tasks.name.map((name, place) => (place === at ? null : [plan.outline[place], name])).filter(Boolean),
    base: ({ plan }, at) => plan.linksInto(at),
    step(chart, ids, text, _, base) {
      const { plan } = chart;
      // What is told as it stood was left alone, however much it was rounded.
      const told = (one) => `${one.from} ${link(one, "", plan.facts.day_minutes)}`;
      const stood = new Map(base.map((one) => [told(one), one]));
      return relink(chart, ids[0], linksOf(text, plan, plan.place.get(ids[0])).map((one) => stood.get(told(one)) ?? one), base);
    },
    alone: true,
  },
  people: {
    help: words("Names, such as Ann; Ben 50 %."),
    value: peopleTold,
    async prepare({ plan, wire }, text) {
      for (const name of unknown(text, plan)) for (const [id, called] of await wire.people(name)) plan.people.set(id, { id, name: called });
    },
    offers: ({ plan }) => [...plan.people.values(), ...plan.roles.values()].map(({ name }) => [name, ""]),
    base: ({ plan }, at) => plan.assignmentsOf(at),
    step: (chart, ids, text, _, base) => reassign(chart, ids[0], peopleOf(text, chart.plan, base), base),
    alone: true,
  },
  deadline: {
    kind: "date",
    value: ({ plan }, at) => field(plan.tasks.deadline[at] === null ? null : plan.tasks.deadline[at] - 1),
    step(chart, ids, text) {
      const moment = text ? finishOn(chart, text) : null;
      return edit(chart, ids, { deadline_at: moment }, { deadline: moment });
    },
  },
  constraint: {
    kind: "choice",
    options: CONSTRAINTS,
    value: ({ plan }, at) => plan.tasks.constraint[at],
    second: ({ plan: { tasks } }, at) => field(tasks.constraint_at[at] === null ? null : tasks.constraint_at[at] - (isOfFinish(tasks.constraint[at]) ? 1 : 0)),
    step(chart, ids, kind, text) {
      const dated = kind !== "asap" && kind !== "alap";
      if (dated && !text) throw new Error(words("This constraint needs a day."));
      const moment = !dated ? null : isOfFinish(kind) ? finishOn(chart, text) : chart.calendar.opens(unfield(text));
      return edit(chart, ids, { constraint: kind, constraint_at: moment }, { constraint: kind, constraint_at: moment });
    },
  },
  effort: {
    help: words("Working time of all together, such as 5d or 12h."),
    value: ({ plan }, at) => span(plan.tasks.effort[at], plan.facts.day_minutes),
    step(chart, ids, text) {
      const minutes = text.trim() ? spanOf(text, chart.plan.facts.day_minutes) : null;
      return edit(chart, ids, { effort_minutes: minutes }, { effort: minutes });
    },
  },
};

/** Of a summary and of who may not, some cells are only read. */
export function canEdit({ plan }, at, key) {
  const cell = CELLS[key];
  const needed = key === "done" ? "task.report" : key === "links" ? "task-link.create" : key === "people" ? "assignment.create" : "task.edit";
  const whole = plan.isWhole(at) && !["name", "links", "deadline"].includes(key);
  return Boolean(cell) && plan.can(needed) && !whole && !(key === "finish" && plan.tasks.start[at] === null);
}
