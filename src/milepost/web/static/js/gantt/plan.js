// The plan as the chart has it: columns with one place for each task, and what is looked up often. Takes whole charts and differences.
const listed = (part) => (Array.isArray(part) ? part : part ? part.id.map((_, at) => Object.fromEntries(Object.entries(part).map(([name, values]) => [name, values[at]]))) : []);
const grouped = (rows, name) => rows.reduce((found, row) => (found.get(row[name])?.push(row) ?? found.set(row[name], [row]), found), new Map());
const NONE = [];

export class Plan {
  constructor(chart) {
    this.tasks = chart.tasks;
    this.links = this.assignments = NONE;
    this.people = this.roles = this.scopes = new Map();
    this.baselines = listed(chart.baselines);
    this.take(chart, true);
    /** Of which run the chances are that stand in the columns; differences bring none. */
    this.chancesAt = this.facts.chances_run;
  }

  get count() {
    return this.tasks.id.length;
  }

  /** A whole chart, or what became different. Answers whether the outline did. */
  take(part, whole = false) {
    let outline = whole;
    if (part.calendar) this.calendar = part.calendar;
    if (part.plan) this.facts = part.plan;
    if (part.run) this.facts = { ...this.facts, run: part.run };
    if (!whole) outline = this.#differ(part);
    if (outline) this.#index();
    for (const name of ["people", "roles", "scopes"]) if (part[name]) this[name] = new Map(listed(part[name]).map((row) => [row.id, row]));
    if (part.links || outline) this.#link(part.links ? listed(part.links) : this.links);
    if (part.assignments) {
      this.assignments = listed(part.assignments);
      this.assigned = grouped(this.assignments, "task");
    }
    if (part.problems) {
      this.problems = listed(part.problems);
      this.troubled = new Map(this.problems.flatMap((problem) => problem.tasks.map((id) => [id, problem])));
    }
    return outline;
  }

  #differ({ tasks, gone, order }) {
    const { tasks: mine, place } = this;
    let outline = Boolean(order || gone?.length);
    tasks?.id.forEach((id, from) => {
      const to = place.get(id) ?? mine.id.length;
      const isNew = to === mine.id.length;
      if (isNew) {
        place.set(id, to);
        outline = true;
      } else if (mine.level[to] !== tasks.level[from] || mine.parent[to] !== tasks.parent[from] || mine.position[to] !== tasks.position[from]) outline = true;
      // What differences do not bring, such as the baseline, stays.
      for (const name in mine) if (isNew || tasks[name]) mine[name][to] = tasks[name]?.[from] ?? null;
    });
    if (!outline) return false;
    const without = new Set(gone);
    const places = (order ?? mine.id).map((id) => place.get(id)).filter((at) => at !== undefined && !without.has(mine.id[at]));
    for (const name in mine) mine[name] = places.map((at) => mine[name][at]);
    return true;
  }

  #index() {
    const { id, level } = this.tasks;
    this.place = new Map(id.map((one, at) => [one, at]));
    const counts = [];
    this.outline = level.map((deep) => {
      counts.length = deep;
      counts[deep - 1] = (counts[deep - 1] ?? 0) + 1;
      return counts.join(".");
    });
    this.byOutline = new Map(this.outline.map((text, at) => [text, at]));
  }

  #link(links) {
    this.links = links.filter((link) => this.place.has(link.from) && this.place.has(link.to));
    this.into = grouped(this.links, "to");
    this.outOf = grouped(this.links, "from");
    this.link = new Map(this.links.map((link) => [link.id, link]));
  }

  /** Whether a task has parts. */
  isWhole(at) {
    return this.tasks.level[at + 1] > this.tasks.level[at];
  }

  /** The place behind the last part of a task. */
  endOf(at) {
    const { level } = this.tasks;
    let end = at + 1;
    while (level[end] > level[at]) end++;
    return end;
  }

  parentOf(at) {
    return this.place.get(this.tasks.parent[at]) ?? -1;
  }

  /** The task of the same parent before this one, or -1. */
  before(at) {
    const { level } = this.tasks;
    let found = at - 1;
    while (found >= 0 && level[found] > level[at]) found--;
    return found >= 0 && level[found] === level[at] ? found : -1;
  }

  linksInto = (at) => this.into.get(this.tasks.id[at]) ?? NONE;
  linksOutOf = (at) => this.outOf.get(this.tasks.id[at]) ?? NONE;
  assignmentsOf = (at) => this.assigned?.get(this.tasks.id[at]) ?? NONE;
  nameOf = (assignment) => (this.people.get(assignment.person) ?? this.roles.get(assignment.role))?.name ?? "";
  can = (operation) => this.facts.can.includes(operation);

  /** Tasks as they stand now, by their ids. */
  rowsOf(ids) {
    const row = (at) => Object.fromEntries(Object.entries(this.tasks).map(([name, column]) => [name, column[at]]));
    return new Map(ids.filter((id) => this.place.has(id)).map((id) => [id, row(this.place.get(id))]));
  }

  /** Sets values of a task as they will be; what was there before comes back, to take it back with. */
  set(at, values) {
    const before = {};
    for (const [name, value] of Object.entries(values)) {
      before[name] = this.tasks[name][at];
      this.tasks[name][at] = value;
    }
    return before;
  }
}
