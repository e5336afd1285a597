// The columns of the table: what each is called, how wide it is, what stands in it.
import { words } from "../page.js";
import { day, lastDay, link, percent, span } from "./told.js";

export const CONSTRAINTS = {
  asap: words("As soon as possible"),
  alap: words("As late as possible"),
  snet: words("Start no earlier than"),
  snlt: words("Start no later than"),
  fnet: words("Finish no earlier than"),
  fnlt: words("Finish no later than"),
  mso: words("Must start on"),
  mfo: words("Must finish on"),
};

export const linksTold = ({ plan }, at) => plan.linksInto(at).map((one) => link(one, plan.outline[plan.place.get(one.from)], plan.facts.day_minutes)).join("; ");
export const peopleTold = ({ plan }, at) =>
  plan
    .assignmentsOf(at)
    .map((one) => plan.nameOf(one) + (one.share !== null && one.share !== 1_000_000 ? ` ${percent(one.share)}` : ""))
    .join("; ");
/** Whether a constraint is of the finish: what ends at midnight ends on the day before. */
export const isOfFinish = (kind) => kind[0] === "f" || kind === "mfo";
const constraintTold = ({ plan: { tasks } }, at) => (tasks.constraint[at] === "asap" ? "" : `${CONSTRAINTS[tasks.constraint[at]]} ${tasks.constraint_at[at] === null ? "" : (isOfFinish(tasks.constraint[at]) ? lastDay : day)(tasks.constraint_at[at])}`.trim());
const days = (name) => ({ plan }, at) => span(plan.tasks[name][at], plan.facts.day_minutes);
/** Of a summary the working time from its first day to its last. */
const length = ({ plan, calendar }, at) => span(plan.isWhole(at) ? calendar.between(plan.tasks.start[at], plan.tasks.finish[at]) : plan.tasks.duration[at], plan.facts.day_minutes);
const of = (told, name) => ({ plan }, at) => told(plan.tasks[name][at]);
const late = ({ plan, calendar }, at) => {
  const [was, is] = [plan.tasks.base_finish[at], plan.tasks.finish[at]];
  if (was === null || is === null || was === undefined) return "";
  const minutes = was < is ? calendar.between(was, is) : -calendar.between(is, was);
  return minutes ? (minutes > 0 ? "+" : "") + span(minutes, plan.facts.day_minutes) : "0";
};

/** In the order in which they stand; `head` is short, `name` says it in full. */
export const COLUMNS = [
  { key: "outline", head: words("No."), name: words("Number in the outline"), width: 56, told: ({ plan }, at) => plan.outline[at] },
  { key: "name", head: words("Task"), name: words("Task"), width: 240, edits: true },
  { key: "start", head: words("Start"), name: words("Start"), width: 84, told: of(day, "start"), edits: true },
  { key: "finish", head: words("Finish"), name: words("Finish"), width: 84, told: of(lastDay, "finish"), edits: true },
  { key: "duration", head: words("Length"), name: words("Duration"), width: 66, right: true, told: length, edits: true },
  { key: "done", head: words("%"), name: words("Done, %"), width: 58, right: true, told: of(percent, "done"), edits: true },
  { key: "links", head: words("After"), name: words("Predecessors"), width: 110, told: linksTold, edits: true },
  { key: "people", head: words("Who"), name: words("People"), width: 150, told: peopleTold, edits: true },
  { key: "deadline", head: words("Deadline"), name: words("Deadline"), width: 88, told: of(lastDay, "deadline"), edits: true },
  { key: "constraint", head: words("Constraint"), name: words("Constraint"), width: 190, told: constraintTold, edits: true },
  { key: "float", head: words("Float"), name: words("Total float"), width: 66, right: true, told: days("float") },
  { key: "effort", head: words("Effort"), name: words("Effort"), width: 70, right: true, told: days("effort"), edits: true },
  { key: "base_finish", head: words("Agreed"), name: words("Finish in the baseline"), width: 84, told: of(lastDay, "base_finish") },
  { key: "late", head: words("Late by"), name: words("Later than the baseline"), width: 76, right: true, told: late },
  { key: "p80", head: words("80 %"), name: words("Finish with 80 % certainty"), width: 84, told: of(lastDay, "p80") },
  { key: "scope", head: words("Scope"), name: words("Scope item"), width: 120, told: ({ plan }, at) => plan.scopes.get(plan.tasks.scope[at])?.name ?? "" },
];
const LEAST_NAME = 150;

/** Those of the chosen that fit into a width, and how wide the first one is then. */
export function fitting(chosen, width) {
  const wanted = COLUMNS.filter(({ key }) => key === "name" || chosen.includes(key));
  while (wanted.length > 1 && LEAST_NAME + rest(wanted) > width) wanted.splice(wanted.findLastIndex(({ key }) => key !== "name"), 1);
  return wanted.map((column) => (column.key === "name" ? { ...column, width: width - rest(wanted) } : column));
}

const rest = (columns) => columns.reduce((sum, { key, width }) => sum + (key === "name" ? 0 : width), 0);
/** How wide the table is with all that was chosen. */
export const wished = (chosen) => COLUMNS.reduce((sum, { key, width }) => sum + (chosen.includes(key) || key === "name" ? width : 0), 0);
