// Changes on their way: seen at once, done in turn, taken back where the server refuses; and what others changed meanwhile.
import { one, words } from "../page.js";
import { say } from "../toasts.js";
import { clash } from "./clash.js";
import { make } from "./make.js";

const RESTS = 350;

export class Edits {
  #turn = Promise.resolve();
  /** How many changes are on their way. */
  busy = 0;
  #done = [];

  constructor(chart) {
    this.chart = chart;
  }

  /**
   * Does a step of steps.js. It is drawn at once; `refused(message, answer)` is told why it was taken back.
   * Answers what came of it, or nothing.
   */
  async do({ ids = [], steps, local }, { refused, undo = false, again = false } = {}) {
    const { chart } = this;
    const back = (local?.() ?? []).map(([id, values]) => [id, chart.plan.set(chart.plan.place.get(id), values)]);
    for (const id of ids) chart.pending.add(id);
    chart.changed(false);
    this.busy++;
    const answer = await this.#next(() => {
      const made = steps();
      return made.length ? chart.wire.change(made, chart.plan.facts.run) : { state: 200, holds: {} };
    });
    this.busy--;
    for (const id of ids) chart.pending.delete(id);
    const { state, holds } = answer;
    if (state === 200) return this.#kept(holds, undo, ids.at(-1));
    for (const [id, values] of back) if (chart.plan.place.has(id)) chart.plan.set(chart.plan.place.get(id), values);
    chart.changed(false, ids);
    if (state === 409) await this.look();
    if (state === 409 && !again) clash(chart, holds, () => this.do({ ids, steps, local }, { refused, undo, again: true }));
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
    await chart.take(holds);
    if (holds.undo) this.#done.push({ batch: holds.undo, id });
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

  /** Takes back the last thing done here, or one that is named. */
  async undo(batch = this.#done.at(-1)?.batch) {
    const { chart } = this;
    if (!batch) return chart.tell(words("There is nothing to undo."));
    const { id } = this.#done.find((one) => one.batch === batch) ?? {};
    this.#done = this.#done.filter((one) => one.batch !== batch);
    const { state, holds } = await this.#next(() => chart.wire.undo(batch, chart.plan.facts.run));
    if (state !== 200) return say(this.#why(state, holds));
    await chart.take(holds);
    const told = holds.told || words("Undone");
    one("#toasts [data-of-gantt]")?.remove();
    say(told);
    const row = chart.outline.rowOf[chart.plan.place.get(id)];
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
