// The chain that makes a task start when it does, back to what drives all of it, and the tasks that it drives itself.

/** Ids of the tasks of the chain, and of its links. */
export function chain({ plan }, at) {
  const [tasks, links] = [new Set(), new Set()];
  for (const link of plan.linksOutOf(at)) if (plan.tasks.driving_link[plan.place.get(link.to)] === link.id) links.add(link.id);
  for (let here = at; here !== undefined; ) {
    const link = plan.link.get(plan.tasks.driving_link[here]);
    if (!link || tasks.has(link.from)) break;
    links.add(link.id);
    tasks.add(link.from);
    here = plan.place.get(link.from);
  }
  return { tasks, links };
}
