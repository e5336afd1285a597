// Which tasks are rows just now: parts of what is closed are not, and of a search only what it finds, with what that is part of.
export class Outline {
  closed = new Set();
  finds = null;

  /** Anew, after the plan, what is closed or what is looked for has changed. */
  lay(plan) {
    const { id, level } = plan.tasks;
    const rows = [];
    const shown = this.finds && this.#found(plan);
    let under = Infinity;
    for (let at = 0; at < plan.count; at++) {
      if (shown) {
        if (shown[at]) rows.push(at);
        continue;
      }
      if (level[at] > under) continue;
      under = this.closed.has(id[at]) && plan.isWhole(at) ? level[at] : Infinity;
      rows.push(at);
    }
    this.rows = Int32Array.from(rows);
    this.rowOf = new Int32Array(plan.count).fill(-1);
    rows.forEach((at, row) => (this.rowOf[at] = row));
    this.matching = shown ? shown.reduce((sum, one) => sum + (one === 2), 0) : plan.count;
    this.#far(plan);
  }

  #found(plan) {
    const shown = new Uint8Array(plan.count);
    for (let at = 0; at < plan.count; at++) {
      if (!this.finds(at)) continue;
      shown[at] = 2;
      for (let above = plan.parentOf(at); above >= 0 && !shown[above]; above = plan.parentOf(above)) shown[above] = 1;
    }
    return shown;
  }

  /** Links that may pass a window without beginning or ending in it, those of one stretch of rows in one place. */
  #far(plan) {
    this.far = [];
    for (const link of plan.links) {
      const from = this.rowOf[plan.place.get(link.from)];
      const to = this.rowOf[plan.place.get(link.to)];
      if (from >= 0 && to >= 0 && Math.abs(from - to) > FAR) this.far.push([Math.min(from, to), Math.max(from, to), link]);
    }
  }

  /** Closes everything below a level (1 is the top), or opens all with Infinity. */
  toLevel(plan, deepest) {
    this.closed.clear();
    for (let at = 0; at < plan.count; at++) if (plan.tasks.level[at] >= deepest && plan.isWhole(at)) this.closed.add(plan.tasks.id[at]);
  }
}
const FAR = 12;
