// New tasks, one after another: a name and Enter makes one and asks for the next; Tab pushes it in, an empty Enter or Escape ends.
import { words } from "../page.js";
import { make } from "./make.js";
import { create } from "./steps.js";

export class Adding {
  open = null;

  constructor(chart, hands) {
    this.chart = chart;
    this.hands = hands;
  }

  /** Below a task (and all its parts), or at the end of a plan that has none. */
  below(at) {
    const from = this.#known(at);
    this.#begin(from, from?.parent ?? null);
  }

  /** A task with what it is part of. Of one that is on its way the id comes later: what is typed meanwhile goes on from it. */
  #known(at) {
    const { plan } = this.chart;
    return at === undefined || at < 0 ? null : { id: plan.tasks.id[at], parent: this.#known(plan.parentOf(at)) };
  }

  #begin(from, parent, { typed = "", fault = "", last = false } = {}) {
    const { chart } = this;
    this.close();
    const box = make("form", "g-editor g-adding", chart.stage, { novalidate: "" });
    const input = make("input", "input", box, { "aria-label": words("Name of the new task"), placeholder: words("Name of the new task"), autocomplete: "off", "aria-describedby": "g-help" });
    input.value = typed;
    make("p", fault ? "g-fault" : "g-help", box, { id: "g-help", text: fault || words("Enter adds it and asks for the next. Tab makes it a part of the one above, Esc ends.") }).setAttribute("role", fault ? "alert" : "note");
    this.open = { box, input, from, parent, last };
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    box.addEventListener("focusout", () => setTimeout(() => this.open?.box === box && !box.contains(document.activeElement) && document.hasFocus() && (input.value.trim() ? this.#save(false) : this.close()), 120));
    this.place();
    input.focus();
  }

  #key(event) {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.close(true);
    } else if (event.key === "Tab") {
      event.preventDefault();
      this.#push(event.shiftKey ? -1 : 1);
    }
  }

  /** In: the last part of the task above. Out: behind the whole that it is part of. */
  #push(way) {
    const { open } = this;
    if (way > 0 && open.from && !open.last) [open.parent, open.last] = [open.from, true];
    else if (way < 0 && open.parent) [open.from, open.parent, open.last] = [open.parent, open.parent.parent, false];
    this.place();
  }

  async #save(next = true) {
    const { chart, open } = this;
    const name = open.input.value.trim();
    if (!name) return this.close(true);
    const { from, parent, last } = open;
    const { plan } = chart;
    const again = (fault) => this.hands.refused(fault, () => this.#begin(from, parent, { typed: name, fault, last }));
    const scope = plan.tasks.scope[plan.place.get(from?.id)] ?? [...plan.scopes.values()].find(({ state }) => state === "in-scope")?.id ?? [...plan.scopes.keys()][0] ?? null;
    const made = { parent };
    this.close();
    if (next) this.#begin(made, parent);
    const step = { steps: () => create(chart, { name, parent: parent?.id ?? null, scope, after: last ? undefined : from?.id }).steps() };
    const holds = await this.hands.edits.do(step, { refused: again });
    made.id = [holds?.made?.[0]].flat()[0];
    const row = chart.outline.rowOf[chart.plan.place.get(made.id)];
    if (row >= 0) chart.goTo(row);
    if (this.open) this.place();
    return null;
  }

  /** Over the row behind the task before; what has no row yet is put below the last. */
  place() {
    if (!this.open) return;
    const { chart, open } = this;
    const { plan, outline } = chart;
    const at = plan.place.get(open.from?.id);
    let row = outline.rows.length;
    if (at !== undefined) for (row = outline.rowOf[at] + 1; row < outline.rows.length && outline.rows[row] < plan.endOf(at); ) row++;
    let indent = 16;
    for (let whole = open.parent; whole; whole = whole.parent) indent += 16;
    open.box.style.width = `${Math.max(200, chart.split - indent - 6)}px`;
    open.box.style.transform = `translate(${chart.sign * indent}px, ${Math.min(chart.headHeight + row * chart.height - chart.scroller.scrollTop, chart.stage.clientHeight - 70)}px)`;
  }

  close(back = false) {
    this.open?.box.remove();
    this.open = null;
    if (back) this.chart.scroller.focus({ preventScroll: true });
  }
}
