// What a row says in words: its state as a few flags, and all that the drawing shows for those who do not see it.
import { words } from "../page.js";
import { linksTold, peopleTold } from "./columns.js";
import { lastDay, longDay, percent, span } from "./told.js";

export const WHOLE = 1_000_000;

export const isFinished = ({ tasks }, at) => tasks.finished[at] !== null || tasks.done[at] >= WHOLE;
export const isBlocked = (plan, at) => Boolean(plan.tasks.blocked[at]) && !isFinished(plan, at);

/** Why a task is drawn apart, as names of classes. */
export function signs({ plan, view: { shows }, driving }, at) {
  const { tasks } = plan;
  const found = [tasks.kind[at]];
  if (tasks.held[at]) found.push("held");
  if (isFinished(plan, at)) found.push("finished");
  else if (tasks.critical[at] && shows.critical) found.push("critical");
  if (driving.tasks.has(tasks.id[at])) found.push("drives");
  return found;
}

/** The short word beside a bar. */
export function beside(chart, at) {
  const { plan, view } = chart;
  const { tasks } = plan;
  if (tasks.held[at] && tasks.kind[at] !== "summary") return words("Held: scope not approved");
  if (isBlocked(plan, at)) return words("Blocked: {by}", { by: tasks.blocked[at] });
  if (tasks.kind[at] === "milestone") {
    const sure = view.shows.chances && tasks.p80[at] !== null && tasks.finished[at] === null;
    return sure ? words("{name} · 80 % by {day}", { name: tasks.name[at], day: lastDay(tasks.p80[at]) }) : tasks.name[at];
  }
  return tasks.kind[at] === "summary" || !view.shows.names ? "" : peopleTold(chart, at);
}

/** The row in a sentence, for the cell that is not seen. */
export function inWords(chart, at) {
  const { plan } = chart;
  const { tasks, facts } = plan;
  const told = [];
  if (tasks.start[at] === null) told.push(words("no dates yet"));
  else told.push(words("{start} to {finish}", { start: longDay(tasks.start[at]), finish: longDay(Math.max(tasks.start[at], tasks.finish[at] - 1)) }));
  told.push(words("{percent} done", { percent: percent(tasks.done[at]) }));
  if (tasks.kind[at] === "milestone") told.push(words("milestone"));
  if (tasks.held[at]) told.push(words("held: its scope is not approved"));
  if (tasks.critical[at]) told.push(words("on the critical path"));
  else if (tasks.float[at]) told.push(words("{span} of float", { span: span(tasks.float[at], facts.day_minutes) }));
  const after = linksTold(chart, at);
  if (after) told.push(words("after {links}", { links: after }));
  const who = peopleTold(chart, at);
  if (who) told.push(who);
  if (tasks.deadline[at] !== null) {
    const due = { day: longDay(tasks.deadline[at] - 1) };
    told.push(tasks.finish[at] > tasks.deadline[at] ? words("misses its deadline, {day}", due) : words("deadline {day}", due));
  }
  if (tasks.base_finish[at] !== null) told.push(words("agreed for {day}", { day: longDay(tasks.base_finish[at] - 1) }));
  if (tasks.p80[at] !== null) told.push(words("80 % sure by {day}", { day: longDay(tasks.p80[at] - 1) }));
  if (tasks.p80[at] !== null && facts.chances_run < facts.run) told.push(words("reckoned before the last change"));
  if (isBlocked(plan, at)) told.push(words("blocked: {by}", { by: tasks.blocked[at] }));
  const problem = plan.troubled?.get(tasks.id[at]);
  if (problem) told.push(problem.message);
  return told.join(", ");
}
