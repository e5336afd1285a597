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

/** To another length: the finish that it will have is reckoned here until the server has. What takes no time is a milestone, and what takes some is none. */
export const length = (chart, ids, minutes) => {
  const { plan } = chart;
  const kind = minutes ? "task" : "milestone";
  const other = !minutes || ids.some((id) => plan.tasks.kind[plan.place.get(id)] === "milestone");
  return edit(chart, ids, { duration_minutes: minutes, ...(other && { kind }) }, (at) => {
    const start = chart.plan.tasks.start[at];
    return { duration: minutes, ...(start !== null && { finish: chart.calendar.after(start, minutes) }), ...(other && { kind }) };
  });
};

/** To start no earlier than a moment. */
export const move = (chart, ids, moment) =>
  edit(chart, ids, { constraint: "snet", constraint_at: moment }, (at) => {
    const { tasks } = chart.plan;
    return { constraint: "snet", constraint_at: moment, start: moment, finish: chart.calendar.after(moment, tasks.duration[at] ?? 0) };
  });

/** Into another place of the outline: part of `parent` (or null), behind `after` (or null). */
export const place = (chart, ids, parent, after) => ({ ids, steps: () => [step("task.place", on(chart, ids), { parent, after })] });

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
  const all = [...places].sort((one, other) => other - one).map((at) => plan.tasks.id[at]);
  return {
    ids: all,
    // By ids, and only now by their places: what was on its way may have moved them.
    steps: () => {
      const { plan } = chart;
      const gone = all.map((id) => plan.place.get(id)).filter((at) => at !== undefined);
      const links = [...new Set(gone.flatMap((at) => [...plan.linksInto(at), ...plan.linksOutOf(at)]))];
      const assignments = gone.flatMap((at) => plan.assignmentsOf(at));
      return [
        ...(links.length ? [step("task-link.delete", links.map(pair))] : []),
        ...(assignments.length ? [step("assignment.delete", assignments.map(pair))] : []),
        ...(gone.length ? [step("task.delete", on(chart, all))] : []),
      ];
    },
  };
}

export const link = (chart, from, to, kind, lag = 0, lag_kind = "working") => ({
  ids: [from, to],
  steps: () => [step("task-link.create", [], { predecessor: from, successor: to, kind, lag, lag_kind })],
});

/** All that a task waits for becomes what was typed, `wanted`, where `base` stood: links of it that were left alone stay as they are by now. */
export function relink(chart, id, wanted, base) {
  return {
    ids: [id],
    steps: () => {
      const now = chart.plan.into.get(id) ?? [];
      const rest = base.filter((one) => !wanted.includes(one));
      const made = [];
      const steps = [];
      for (const one of wanted.filter((one) => !base.includes(one))) {
        const was = taken(rest, (link) => link.from === one.from);
        const link = now.find((link) => (was ? link.id === was.id : link.from === one.from && !has(base, link)));
        const { kind, lag, lag_kind } = one;
        if (!link) made.push(step("task-link.create", [], { predecessor: one.from, successor: id, kind, lag, lag_kind }));
        else if (link.kind !== kind || link.lag !== lag || link.lag_kind !== lag_kind) steps.push(step("task-link.edit", [pair(link)], { kind, lag, lag_kind }));
      }
      const gone = now.filter((link) => has(rest, link));
      return [...(gone.length ? [step("task-link.delete", gone.map(pair))] : []), ...steps, ...made];
    },
  };
}
const has = (rows, { id }) => rows.some((one) => one.id === id);
const taken = (rows, is) => (rows.some(is) ? rows.splice(rows.findIndex(is), 1)[0] : undefined);

/** All who work on a task become those that were typed, where `base` did; who is not named to the one who types stays. */
export function reassign(chart, id, wanted, base) {
  return {
    ids: [id],
    steps: () => {
      const { plan } = chart;
      const now = plan.assigned?.get(id) ?? [];
      const rest = base.filter(plan.nameOf);
      const steps = [];
      for (const { person, role, share } of wanted) {
        const is = (one) => (person ? one.person === person : !one.person && one.role === role);
        const was = taken(rest, is);
        if (was && Math.round((was.share ?? 1_000_000) / 10_000) === share / 10_000) continue;
        const found = now.find((one) => (was ? one.id === was.id : is(one) && !has(base, one)));
        if (!found) steps.push(step("assignment.create", [], { task: id, ...(person ? { person } : { work_role: role }), share }));
        else if (found.share !== share) steps.push(step("assignment.edit", [pair(found)], { share }));
      }
      const gone = now.filter((one) => has(rest, one));
      return [...(gone.length ? [step("assignment.delete", gone.map(pair))] : []), ...steps];
    },
  };
}

/** Where tasks go when they are pushed in or out, up or down; nothing where there is no such place. */
export function shifted(chart, ids, way) {
  const { plan } = chart;
  const { tasks } = plan;
  const places = ids.map((id) => plan.place.get(id)).filter((at) => at >= 0).sort((one, other) => one - other);
  const [first, last] = [places[0], places.at(-1)];
  if (!places.length) return null;
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
