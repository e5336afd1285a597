// All that is done with the chart by hand: keys, clicks, menus, editing, dragging. It is fetched when somebody comes near.
import { one, words } from "../page.js";
import { openIn } from "../milepost.js";
import { say } from "../toasts.js";
import { Adding } from "./adding.js";
import { Editor } from "./editor.js";
import { Edits } from "./edits.js";
import { Gesture } from "./gesture.js";
import { pressed } from "./keyboard.js";
import { icon, make } from "./make.js";
import { openMenu } from "./menu.js";
import { remove, shifted } from "./steps.js";

export class Hands {
  constructor(chart) {
    this.chart = chart;
    this.edits = new Edits(chart);
    this.editor = new Editor(chart, this);
    this.adding = new Adding(chart, this);
    this.gesture = new Gesture(chart, this);
    this.handles = [["end", "g-grip"], ["link", "g-dot g-from", "S"], ["link", "g-dot", "F"]].map(([does, name, side]) => make("span", `g-handle ${name}`, null, { "data-does": does, ...(side && { "data-side": side }) }));
    this.more = make("button", "g-more", null, { type: "button", tabindex: "-1", "aria-label": words("Actions") });
    icon("dots", this.more);
    const { left, right, scroller } = chart;
    left.addEventListener("click", (event) => this.#clicked(event));
    left.addEventListener("dblclick", (event) => !event.target.closest(".g-twist, .g-more") && this.act("edit"));
    right.addEventListener("click", (event) => this.#clicked(event));
    right.addEventListener("dblclick", (event) => event.target.closest(".g-bar") && this.act("open"));
    right.addEventListener("pointerover", (event) => this.#hover(event.target.closest(".g-line")));
    scroller.addEventListener("contextmenu", (event) => this.#asksMenu(event));
    // Whoever goes away is asked first while something of theirs is on its way.
    addEventListener("beforeunload", (event) => (this.edits.busy || this.typing) && event.preventDefault(), { signal: chart.gone.signal });
    this.follow();
  }

  /** Whether something stands typed that is not on its way yet. */
  get typing() {
    return this.editor.typed || Boolean(this.adding.open?.input.value.trim());
  }

  /** What was refused is told; it opens again at once, or once what is typed just now is done with. */
  refused(fault, open) {
    const later = () => (this.typing ? setTimeout(later, 300) : open());
    if (this.typing) say(fault);
    later();
  }

  pressed = (event) => pressed(this, this.chart, event);

  /** What lies over the rows stays with them; the handles are at the bar of the row one is at. */
  follow() {
    this.editor.place();
    this.adding.place();
    const { chart } = this;
    const parts = chart.rows.used.get(chart.cursor.row);
    if (!parts) return;
    const name = parts.cells[chart.columns.findIndex(({ key }) => key === "name")];
    if (this.more.parentNode !== name) name.append(this.more);
    this.#hover(parts.right);
  }

  #hover(line) {
    const { chart } = this;
    const at = chart.outline.rows[line?.row];
    if (at === undefined || this.gesture.on || !chart.plan.can("task.edit")) return;
    const bar = line.querySelector(".g-bar");
    const [grip, ...dots] = this.handles;
    if (bar.contains(dots[0])) return;
    bar.append(...dots);
    if (chart.plan.tasks.kind[at] === "task") bar.append(grip);
    else grip.remove();
  }

  #clicked(event) {
    const { chart } = this;
    const line = event.target.closest(".g-row, .g-line");
    if (!line || this.gesture.on) return;
    const at = chart.outline.rows[line.row];
    const cell = event.target.closest(".g-cell");
    const column = cell ? [...line.children].indexOf(cell) : -1;
    if (event.target.closest(".g-more")) return openMenu(this, chart, line.row);
    if (event.shiftKey) return this.extend(line.row);
    const again = cell && line.row === chart.cursor.row && column === chart.cursor.column && event.detail === 1;
    const twist = event.target.closest(".g-twist:not(.g-none)");
    chart.goTo(line.row, twist ? -1 : column);
    if (twist) chart.toggle(at);
    else if (event.ctrlKey || event.metaKey) this.toggleChosen(line.row);
    else {
      if (chart.chosen.size) this.choose([]);
      if (event.target.closest(".g-chip")) chart.toBar(at);
      else if (again) this.act("edit");
    }
  }

  #asksMenu(event) {
    const line = event.target.closest(".g-row, .g-line");
    if (!line || this.gesture.on || event.pointerType === "touch") return;
    event.preventDefault();
    this.chart.goTo(line.row);
    openMenu(this, this.chart, line.row, event);
  }

  choose(ids) {
    const { chart } = this;
    chart.chosen = new Set(ids);
    for (const [row, { left, right }] of chart.rows.used) {
      const on = chart.chosen.has(chart.idAt(row));
      left.setAttribute("aria-selected", String(on));
      for (const part of [left, right]) part.classList.toggle("g-chosen", on);
    }
    if (ids.length > 1) chart.tell(words("{count} chosen", { count: ids.length }));
  }

  toggleChosen(row) {
    const { chosen } = this.chart;
    const id = this.chart.idAt(row);
    this.choose(chosen.has(id) ? [...chosen].filter((other) => other !== id) : [...chosen, id]);
    this.anchor = row;
  }

  /** All rows from where choosing began. */
  extend(row) {
    const { chart } = this;
    this.anchor = chart.chosen.size ? (this.anchor ?? chart.cursor.row) : chart.cursor.row;
    chart.goTo(row);
    const [from, to] = [this.anchor, chart.cursor.row].sort((first, second) => first - second);
    this.choose([...chart.outline.rows.slice(from, to + 1)].map((at) => chart.plan.tasks.id[at]));
  }

  /** What is chosen, or else the task one is at. */
  #acting() {
    const { chart } = this;
    const here = chart.idAt(chart.cursor.row);
    return chart.chosen.has(here) ? [...chart.chosen] : [here];
  }

  /** Pushes it "in" or "out", "up" or "down" in the outline. */
  shift(way) {
    const { chart } = this;
    if (!chart.plan.can("task.place")) return this.#not();
    const ids = this.#acting();
    // Where it goes is found when its turn comes: from where the one before has put it.
    if (this.edits.busy || shifted(chart, ids, way)) this.edits.do({ ids, steps: () => shifted(chart, ids, way)?.steps() ?? [] });
    else chart.tell(words("It cannot go further that way."));
  }

  #not() {
    say(words("You may look at this plan, and not change it."));
  }

  act(name) {
    const { chart } = this;
    const { plan, cursor } = chart;
    const at = chart.outline.rows[cursor.row];
    const { id, number } = plan.tasks;
    const ACTS = {
      add: () => this.#add(at),
      edit: () => this.editor.edit(at, chart.columns[cursor.column]?.key ?? "name"),
      why: () => openIn(one("#peek"), `${chart.dataset.base}why/${id[at]}/?${chart.wire.asked}`),
      open: () => this.#open(id[at], number[at]),
      remove: () => this.#remove(),
    };
    if (ACTS[name]) ACTS[name]();
    else if (["move", "end", "link"].includes(name)) this.#begin(name, at);
    else this.shift(name);
  }

  #add(at) {
    const { chart } = this;
    if (!chart.plan.can("task.create")) return this.#not();
    chart.cover.remove();
    if (at !== undefined) chart.show(Math.min(chart.cursor.row + 2, chart.outline.rows.length - 1));
    this.adding.below(at);
  }

  /** The page may open it otherwise; else its address is in data-task. */
  #open(id, number) {
    const { chart } = this;
    const goes = chart.dispatchEvent(new CustomEvent("gantt:open", { bubbles: true, cancelable: true, detail: { id, number } }));
    if (!goes || !chart.dataset.task) return;
    const peek = one("#peek");
    peek.dataset.address = chart.dataset.task.replace("{number}", number);
    peek.addEventListener("close", () => this.edits.look(), { once: true });
    openIn(peek, peek.dataset.address);
  }

  #remove() {
    const { chart } = this;
    if (!chart.plan.can("task.delete")) return this.#not();
    const ids = this.#acting();
    this.choose([]);
    this.edits.do(remove(chart, ids), { undo: true });
  }

  #begin(kind, at) {
    const { chart } = this;
    const x = chart.scale.x(chart.plan.tasks.start[at] ?? chart.plan.facts.now);
    if (x < chart.scrolled || x > chart.scrolled + chart.room.wide - 40) chart.toBar(at);
    this.gesture.begin(kind, at);
  }
}
