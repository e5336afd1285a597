// Changes on their way: seen at once, done in turn, taken back where the server refuses; and what others changed meanwhile.
import { one, words } from "../page.js";
import { say } from "../toasts.js";
import { clash } from "./clash.js";
import { make } from "./make.js";

const RESTS = 350;
/** Worked out by the server: that they became others is nobody's change. */
const WORKED_OUT = new Set(["start", "finish"]);

export class Edits {
  #turn = Promise.resolve();
  /** How many changes are on their way. */
  busy = 0;
  #done = [];
  /** What is drawn and not answered yet, the oldest first, each with what stands below it. */
  #under = [];

  constructor(chart) {
    this.chart = chart;
  }

  /** Off the plan comes what is not answered yet, so that it is as the server last told it; */
  lift() {
    for (const one of this.#under.toReversed()) {
      for (const [id, values] of one.back) if (this.chart.plan.place.has(id)) this.chart.plan.set(this.chart.plan.place.get(id), values);
      one.back = [];
    }
  }

  /** and on it again, over what the server has told by now. */
  lay(some = this.#under) {
    const { plan } = this.chart;
    for (const one of some) one.back = one.local().filter(([id]) => plan.place.has(id)).map(([id, values]) => [id, plan.set(plan.place.get(id), values)]);
  }

  #answered(one) {
    this.lift();
    this.#under = this.#under.filter((other) => other !== one);
  }

  /**
   * Does a step of steps.js. It is drawn at once; `refused(message, answer)` is told why it was taken back; `stood` are the tasks as they
   * were when it was begun. Answers what came of it, or nothing.
   */
  async do({ ids = [], steps, local = () => [] }, { refused, undo = false, again = false, stood } = {}) {
    const { chart } = this;
    const seen = stood ?? chart.plan.rowsOf(ids);
    const mine = { local };
    this.#under.push(mine);
    this.lay([mine]);
    for (const id of ids) chart.pending.add(id);
    chart.changed(false);
    this.busy++;
    const answer = await this.#next(() => {
      const made = steps();
      for (const [id, values] of mine.back) {
        const { version, ...was } = seen.get(id) ?? {};
        // What somebody else made of the same meanwhile is not overwritten unseen: the server compares with what stood here.
        if (version && Object.keys(values).some((name) => !WORKED_OUT.has(name) && was[name] !== values[name])) asSeen(made, id, version);
      }
      return made.length ? chart.wire.change(made, chart.plan.facts.run) : { state: 200, holds: {} };
    });
    this.busy--;
    for (const id of ids) chart.pending.delete(id);
    const { state, holds } = answer;
    this.#answered(mine);
    if (state === 200) return this.#kept(holds, undo, ids.at(-1));
    this.lay();
    chart.changed(false, ids);
    if (state === 409 || state === 412) await this.look();
    if (state === 409 && !again) clash(chart, ids, holds, () => this.do({ ids, steps, local }, { refused, undo, again: true }));
    else {
      const told = this.#why(state, holds);
      if (refused) refused(told, holds.errors?.[0]);
      else say(told);
    }
    return null;
  }

  /** One after another, so that each knows the versions that the one before has made. */
  #next(ask) {
    const turn = this.#turn.then(ask);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #kept(holds, undo, id) {
    const { chart } = this;
    if (holds.undo) this.#done.push({ batch: holds.undo, id });
    await chart.take(holds);
    const { told = "", consequence } = holds;
    const text = [told, consequence?.words].filter(Boolean).join(" ");
    if (holds.undo && (undo || consequence?.moved?.length)) this.#offer(text, holds.undo);
    chart.tell(text);
    chart.dispatchEvent(new CustomEvent("gantt:changed", { bubbles: true, detail: { told, consequence } }));
    return holds;
  }

  #why(state, holds) {
    if (!state) return words("The server does not answer. Nothing was lost: what you typed is still here. Try again.");
    return holds.errors?.map(({ message }) => message).join(" ") || holds.message || words("This could not be saved. What you typed is still here; try again.");
  }

  /** At the foot of the page for eight seconds: what was done, and its undoing. */
  #offer(text, batch) {
    one("#toasts [data-of-gantt]")?.remove();
    const toast = make("div", "toast", null, { "data-of-gantt": "" });
    make("span", "", toast, { text });
    const press = make("button", "button small", toast, { type: "button", text: words("Undo") });
    press.addEventListener("click", () => {
      toast.remove();
      this.undo(batch);
    });
    one("#toasts").append(toast);
  }

  /** Takes back the last thing done here, once it is done, or one that is named. */
  async undo(named) {
    const { chart } = this;
    let known;
    this.busy++;
    const { state, holds, none } = await this.#next(() => {
      const batch = named ?? this.#done.at(-1)?.batch;
      if (!batch) return { state: 0, holds: {}, none: true };
      known = this.#done.find((one) => one.batch === batch);
      this.#done = this.#done.filter((one) => one !== known);
      return chart.wire.undo(batch, chart.plan.facts.run);
    });
    this.busy--;
    if (none) return chart.tell(words("There is nothing to undo."));
    if (state !== 200) {
      if (known && (!state || state === 401 || state >= 500)) this.#done.push(known);
      return say(this.#why(state, holds));
    }
    await chart.take(holds);
    const told = holds.told || words("Undone");
    one("#toasts [data-of-gantt]")?.remove();
    say(told);
    const row = chart.outline.rowOf[chart.plan.place.get(known?.id)];
    if (row >= 0) chart.goTo(row);
  }

  /** What others changed since; not while something of one's own is under way. */
  async look() {
    const { chart } = this;
    if (this.busy) return;
    const { state, holds } = await this.#next(() => chart.wire.since(chart.plan.facts.run, chart.plan.chancesAt));
    if (state !== 200) return;
    await chart.take(holds, holds.tasks?.id ?? []);
    const by = [holds.by ?? []].flat().join(", ");
    if (by) chart.tell(words("{who} changed the plan.", { who: by }));
  }

  /** Nothing is dragged any more. */
  rest() {
    clearTimeout(this.resting);
  }

  /** While something is dragged and rests: what would come of it, in words. */
  attempt(step, stands, told) {
    this.rest();
    this.resting = setTimeout(async () => {
      const { state, holds, left } = await this.chart.wire.attempt(step.steps(), this.chart.plan.facts.run);
      if (!left && stands()) told(state === 200 ? (holds.consequence?.words ?? "") : this.#why(state, holds), state === 200 ? holds : null);
    }, RESTS);
  }
}

/** Steps on a task name the version that was seen when it was begun. */
function asSeen(steps, id, version) {
  for (const { operation, on } of steps) if (operation.startsWith("task.")) for (const pair of on) if (pair[0] === id) pair[1] = version;
}
