// What is done to a plan, as steps for the server, and how it will look until the server has answered.
// Each makes { steps, local }: steps when its turn comes, with the versions that are known then; local sets what is seen at once.
const step = (operation, on, given = {}) => ({ operation, on, given });
const pair = (row) => [row.id, row.version];
const on = ({ plan }, ids) => ids.filter((id) => plan.place.has(id)).map((id) => [id, plan.tasks.version[plan.place.get(id)]]);

/** Values of a task, by the names of the server; `seen` by those of the chart. */
export const edit = (chart, ids, given, seen = {}) => ({
  ids,
  steps: () => [step("task.edit", on(chart, ids), given)],
  local: () => ids.map((id) => [id, typeof seen === "function" ? seen(chart.plan.place.get(id)) : seen]),
});

/** How far the work is. What blocks it is said again: the server takes its silence for "nothing". */
export const report = (chart, ids, given, seen = {}) => ({
  ids,
  steps: () => [
    step(
      "task.report",
      on(chart, ids),
      ids.map((id) => ({ blocked_by: chart.plan.tasks.blocked[chart.plan.place.get(id)] ?? "", ...given })),
    ),
  ],
  local: () => ids.map((id) => [id, seen]),
});

/** To another length: the finish that it will have is reckoned here until the server has. */
export const length = (chart, ids, minutes) =>
  edit(chart, ids, { duration_minutes: minutes }, (at) => ({ duration: minutes, finish: chart.calendar.after(chart.plan.tasks.start[at], minutes) }));

/** To start no earlier than a moment. */
export const move = (chart, ids, moment) =>
  edit(chart, ids, { constraint: "snet", constraint_at: moment }, (at) => {
    const { tasks } = chart.plan;
    return { constraint: "snet", constraint_at: moment, start: moment, finish: chart.calendar.after(moment, tasks.duration[at] ?? 0) };
  });

/** Into another place of the outline: part of `parent` (or null), behind `after` (or null). */
export const place = (chart, ids, parent, after) => ({ ids, outline: true, steps: () => [step("task.place", on(chart, ids), { parent, after })] });

/** A new task behind another one, on the same scope item. */
export function create(chart, { name, after, parent, scope }) {
  return {
    ids: [],
    steps: () => [
      step("task.create", [], { plan: chart.plan.facts.id, name, parent, scope_item: scope, ...given(chart) }),
      ...(after === undefined ? [] : [step("task.place", [[{ ref: 0 }, null]], { parent, after })]),
    ],
  };
}
const given = ({ plan }) => ({ duration_minutes: plan.facts.day_minutes });

/** Tasks with all their parts, links and assignments, the deepest first. */
export function remove(chart, ids) {
  const { plan } = chart;
  const places = new Set();
  for (const id of ids) {
    const at = plan.place.get(id);
    for (let part = at; part < plan.endOf(at); part++) places.add(part);
  }
  const gone = [...places].sort((one, other) => other - one);
  return {
    ids: gone.map((at) => plan.tasks.id[at]),
    outline: true,
    steps: () => {
      const links = [...new Set(gone.flatMap((at) => [...plan.linksInto(at), ...plan.linksOutOf(at)]))];
      const assignments = gone.flatMap((at) => plan.assignmentsOf(at));
      return [
        ...(links.length ? [step("task-link.delete", links.map(pair))] : []),
        ...(assignments.length ? [step("assignment.delete", assignments.map(pair))] : []),
        step("task.delete", gone.map((at) => [plan.tasks.id[at], plan.tasks.version[at]])),
      ];
    },
  };
}

export const link = (chart, from, to, kind, lag = 0, lag_kind = "working") => ({
  ids: [from, to],
  steps: () => [step("task-link.create", [], { predecessor: from, successor: to, kind, lag, lag_kind })],
});

/** All that a task waits for becomes what was typed: links made, changed and taken away. */
export function relink(chart, id, wanted) {
  return {
    ids: [id],
    steps: () => {
      const { plan } = chart;
      const there = [...(plan.into.get(id) ?? [])];
      const made = [];
      const steps = [];
      for (const one of wanted) {
        const found = there.findIndex((link) => link.from === one.from);
        if (found < 0) made.push({ predecessor: one.from, successor: id, kind: one.kind, lag: one.lag, lag_kind: one.lag_kind });
        else {
          const [link] = there.splice(found, 1);
          const { kind, lag, lag_kind } = one;
          if (link.kind !== kind || link.lag !== lag || link.lag_kind !== lag_kind) steps.push(step("task-link.edit", [pair(link)], { kind, lag, lag_kind }));
        }
      }
      if (there.length) steps.unshift(step("task-link.delete", there.map(pair)));
      return [...steps, ...made.map((values) => step("task-link.create", [], values))];
    },
  };
}

/** All who work on a task become those that were typed. */
export function reassign(chart, id, wanted) {
  return {
    ids: [id],
    steps: () => {
      const there = [...(chart.plan.assigned?.get(id) ?? [])];
      const steps = [];
      for (const { person, role, share } of wanted) {
        const found = there.findIndex((one) => (person ? one.person === person : !one.person && one.role === role));
        if (found < 0) steps.push(step("assignment.create", [], { task: id, ...(person ? { person } : { work_role: role }), share }));
        else if (there[found].share !== share) steps.push(step("assignment.edit", [pair(there[found])], { share }));
        if (found >= 0) there.splice(found, 1);
      }
      if (there.length) steps.unshift(step("assignment.delete", there.map(pair)));
      return steps;
    },
  };
}

/** Where tasks go when they are pushed in or out, up or down; nothing where there is no such place. */
export function shifted(chart, ids, way) {
  const { plan } = chart;
  const { tasks } = plan;
  const places = ids.map((id) => plan.place.get(id)).sort((one, other) => one - other);
  const [first, last] = [places[0], places.at(-1)];
  const idOf = (at) => (at >= 0 ? tasks.id[at] : null);
  const beside = places.filter((at) => tasks.parent[at] === tasks.parent[first]).map((at) => tasks.id[at]);
  if (way === "in") {
    const above = plan.before(first);
    if (above < 0) return null;
    let lastPart = null;
    for (let at = above + 1; at < plan.endOf(above); at++) if (tasks.parent[at] === tasks.id[above]) lastPart = tasks.id[at];
    return place(chart, beside, tasks.id[above], lastPart);
  }
  if (way === "out") {
    const above = plan.parentOf(first);
    return above < 0 ? null : place(chart, beside, tasks.parent[above], tasks.id[above]);
  }
  if (way === "up") {
    const above = plan.before(first);
    return above < 0 ? null : place(chart, beside, tasks.parent[first], idOf(plan.before(above)));
  }
  const below = plan.endOf(last);
  return tasks.level[below] === tasks.level[last] ? place(chart, beside, tasks.parent[first], tasks.id[below]) : null;
}
