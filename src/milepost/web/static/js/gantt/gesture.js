// Moving a bar, its end, or a line from it: by dragging, by click and click, or by keys; what would come of it is said before it is kept.
import { one, words } from "../page.js";
import { say } from "../toasts.js";
import { button, make } from "./make.js";
import { DAY, dayOf } from "./scale.js";
import { length, link, move } from "./steps.js";
import { day, lastDay, span } from "./told.js";

const PRESS = 450;
const MOVED = 4;
const EDGE = 36;
const KINDS = ["FS", "SS", "FF", "SF"];

export class Gesture {
  on = null;
  step = null;

  constructor(chart, hands) {
    this.chart = chart;
    this.hands = hands;
    chart.right.addEventListener("pointerdown", (event) => this.#down(event));
    chart.right.addEventListener("touchmove", (event) => this.on && event.preventDefault(), { passive: false });
    chart.right.addEventListener("contextmenu", (event) => this.on && event.preventDefault());
  }

  /** Begins with a task: "move", "end" or "link" (from its finish, or with `side` S from its start). */
  begin(kind, at, side = "F") {
    const { chart } = this;
    const { tasks } = chart.plan;
    const may = chart.plan.can(kind === "link" ? "task-link.create" : "task.edit");
    if (!may) return chart.tell(words("This is not edited here."));
    if (kind === "end" && tasks.kind[at] === "milestone") return chart.tell(words("A milestone takes no time: it can be moved, not made longer."));
    if (tasks.start[at] === null || (kind !== "link" && chart.plan.isWhole(at))) return chart.tell(words("This follows from the parts of the task."));
    this.leave();
    one("#toasts").replaceChildren();
    this.on = { kind, at, id: tasks.id[at], side, start: tasks.start[at], finish: tasks.finish[at], target: -1, end: "S" };
    this.hint = make("div", "g-hint", chart.stage);
    this.text = make("p", "", this.hint);
    this.outcome = make("p", "g-outcome", this.hint, { role: "status" });
    const ends = make("div", "g-ends", this.hint);
    button(ends, { text: words("Keep"), name: "button small main-action", press: () => this.keep() });
    button(ends, { text: words("Leave"), press: () => this.leave(true) });
    chart.classList.add("g-gesturing");
    this.#tell();
    return true;
  }

  /** The rows of the plan became others. */
  stay() {
    const { on, chart } = this;
    if (!on) return;
    const { place } = chart.plan;
    if (!place.has(on.id)) return this.leave();
    on.at = place.get(on.id);
    on.target = place.get(on.to) ?? -1;
  }

  /** To another day; on the day where it stands nothing would be done. An end keeps at least some of its first day. */
  #to(moment) {
    const { chart, on } = this;
    const { calendar, plan } = chart;
    const [start, finish] = [plan.tasks.start[on.at], plan.tasks.finish[on.at]];
    let stands = false;
    if (on.kind === "move") {
      on.start = calendar.opens(moment);
      stands = dayOf(on.start) === dayOf(start);
      if (stands) on.start = start;
      on.finish = stands ? finish : calendar.after(on.start, plan.tasks.duration[on.at] ?? 0);
    } else {
      on.finish = calendar.closes(Math.max(moment, on.start));
      stands = dayOf(on.finish - 1) === dayOf(finish - 1);
      if (stands) on.finish = finish;
      on.minutes = stands ? plan.tasks.duration[on.at] : Math.max(60, calendar.between(on.start, on.finish));
    }
    const parts = chart.rows.used.get(chart.outline.rowOf[on.at]);
    if (parts) chart.rows.bar(parts, on.at, on.start, on.finish);
    const ids = [plan.tasks.id[on.at]];
    this.#changed(() => (stands ? null : on.kind === "move" ? move(chart, ids, on.start) : length(chart, ids, on.minutes)));
  }

  #aim(at, end) {
    const { chart, on } = this;
    if (at === on.at) at = -1;
    if (on.target === at && on.end === end) return;
    [on.target, on.to, on.end] = [at, chart.plan.tasks.id[at], end];
    this.#changed(() => (at < 0 ? null : link(chart, chart.plan.tasks.id[on.at], chart.plan.tasks.id[at], on.side + end)));
  }

  /** Something else would be done: it is told, drawn, and the server is asked what would come of it. */
  #changed(made) {
    const key = JSON.stringify([this.on.start, this.on.finish, this.on.target, this.on.side, this.on.end]);
    if (this.on.key === key) return;
    this.on.key = key;
    this.step = made();
    this.outcome.textContent = "";
    this.#tell();
    this.#sketch();
    const { step } = this;
    if (!step) return;
    const stands = () => this.step === step;
    this.hands.edits.attempt(step, stands, (text, holds) => {
      this.outcome.textContent = text;
      this.#sketch(holds);
    });
  }

  #tell() {
    const { on, chart } = this;
    const { plan } = chart;
    const name = plan.tasks.name[on.at];
    if (on.kind === "link") {
      const ends = { F: words("finish"), S: words("start") };
      this.text.textContent =
        on.target < 0
          ? words("From the {end} of “{name}”: choose the other task with a click or ↑ ↓; ← → changes the ends.", { end: ends[on.side], name })
          : words("From the {end} of “{name}” to the {other} of “{target}” ({kind})", { end: ends[on.side], name, other: ends[on.end], target: plan.tasks.name[on.target], kind: on.side + on.end });
    } else if (on.key === undefined) this.text.textContent = on.kind === "move" ? words("Move “{name}”: click on a day, or ← → and Enter.", { name }) : words("End of “{name}”: click on a day, or ← → and Enter.", { name });
    else if (on.kind === "move") this.text.textContent = words("“{name}”: {start} to {finish}", { name, start: day(on.start), finish: lastDay(on.finish) });
    else this.text.textContent = words("“{name}”: until {finish}, {span}", { name, finish: lastDay(on.finish), span: span(on.minutes ?? plan.tasks.duration[on.at], plan.facts.day_minutes) });
    chart.tell(this.text.textContent);
  }

  /** The line that is being drawn, and where other tasks would lie. */
  #sketch(holds) {
    const { chart, on } = this;
    const { scale, outline, height, plan, scene } = chart;
    let data = "";
    const y = (at) => outline.rowOf[at] * height + height / 2 - scene.top;
    if (on.kind === "link") {
      const x = scale.x(plan.tasks[on.side === "F" ? "finish" : "start"][on.at]);
      if (on.target >= 0) data += `M${x} ${y(on.at)}L${scale.x(plan.tasks[on.end === "F" ? "finish" : "start"][on.target])} ${y(on.target)}`;
      else if (on.point) data += `M${x} ${y(on.at)}L${on.point[0]} ${on.point[1] - scene.top}`;
    }
    holds?.tasks?.id.forEach((id, place) => {
      const at = plan.place.get(id);
      const row = outline.rowOf[at];
      if (row < chart.rows.from || row >= chart.rows.to || row === undefined || holds.tasks.start[place] === null) return;
      const from = scale.x(holds.tasks.start[place]);
      data += `M${from} ${y(at) - 9}h${Math.max(3, scale.x(holds.tasks.finish[place]) - from)}v18H${from}z`;
    });
    scene.sketch(data);
  }

  keep() {
    const { step } = this;
    const done = Boolean(step);
    this.leave(true);
    if (done) this.hands.edits.do(step, { undo: true, refused: say });
  }

  leave(back = false) {
    if (!this.on) return;
    const { chart } = this;
    const { at } = this.on;
    this.on = this.step = null;
    this.hands.edits.rest();
    this.hint.remove();
    chart.classList.remove("g-gesturing");
    chart.scene.sketch("");
    chart.rows.refresh(at);
    if (back) chart.scroller.focus({ preventScroll: true });
  }

  /** Keys while it is on. Answers whether the key was for it. */
  key(event) {
    const { on, chart } = this;
    const along = { ArrowRight: chart.sign, ArrowLeft: -chart.sign }[event.key];
    if (event.key === "Escape") this.leave(true);
    else if (event.key === "Enter") this.keep();
    else if (on.kind === "link" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const from = chart.outline.rowOf[on.target < 0 ? on.at : on.target];
      let row = from + (event.key === "ArrowDown" ? 1 : -1);
      if (chart.outline.rows[row] === on.at) row += event.key === "ArrowDown" ? 1 : -1;
      if (row < 0 || row >= chart.outline.rows.length) return true;
      chart.show(row);
      this.#aim(chart.outline.rows[row], on.end);
    } else if (on.kind === "link" && along) {
      const next = KINDS[(KINDS.indexOf(on.side + on.end) + (along > 0 ? 1 : 3)) % 4];
      on.side = next[0];
      const { target } = on;
      on.target = -2;
      this.#aim(target, next[1]);
    } else if (along) this.#to(this.#days(along * (event.shiftKey ? 5 : 1)));
    else return false;
    return true;
  }

  /** So many working days further. */
  #days(count) {
    const { on, chart } = this;
    let at = dayOf(on.kind === "move" ? on.start : on.finish - 1);
    for (let left = Math.abs(count); left > 0; ) {
      at += Math.sign(count);
      if (!chart.calendar.isFree(at)) left--;
      if (Math.abs(at - dayOf(on.start)) > 3000) break;
    }
    return at * DAY;
  }

  /** Where the pointer is, on the axis and among the rows. */
  #under(event) {
    const { chart } = this;
    const area = chart.right.getBoundingClientRect();
    const x = chart.sign > 0 ? event.clientX - area.left : area.right - event.clientX;
    const y = event.clientY - area.top;
    return { x, y, at: chart.outline.rows[Math.floor(y / chart.height)] ?? -1 };
  }

  #follow(event, grabbed) {
    const { chart, on } = this;
    const { x, y, at } = this.#under(event);
    const { scale, plan } = chart;
    this.#scroll(event);
    // An end that is held lies a minute before the next day.
    if (on.kind !== "link") return this.#to(scale.at(x - grabbed) - (on.kind === "end" && grabbed ? 1 : 0));
    on.point = [x, y];
    const middle = at < 0 ? 0 : (scale.x(plan.tasks.start[at]) + scale.x(plan.tasks.finish[at])) / 2;
    this.#aim(at, x <= middle || plan.tasks.kind[at] === "milestone" ? "S" : "F");
    if (on.target < 0) this.#sketch();
  }

  #scroll({ clientX, clientY }) {
    const { scroller, split, sign } = this.chart;
    const area = scroller.getBoundingClientRect();
    const [left, right] = sign > 0 ? [area.left + split, area.right] : [area.left, area.right - split];
    const by = (low, high, at) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
    scroller.scrollBy(by(left, right, clientX), by(area.top + this.chart.headHeight, area.bottom, clientY));
  }

  #down(event) {
    const { chart } = this;
    if (event.button || !event.isPrimary) return;
    if (this.on) return this.#clicks(event);
    const bar = event.target.closest(".g-bar, .g-handle");
    const line = bar?.closest(".g-line");
    if (!line) return;
    const at = chart.outline.rows[line.row];
    const kind = bar.dataset.does ?? "move";
    const begin = () => this.begin(kind, at, bar.dataset.side);
    const { x } = this.#under(event);
    const tasks = chart.plan.tasks;
    const grabbed = kind === "move" ? x - chart.scale.x(tasks.start[at]) : kind === "end" ? x - chart.scale.x(tasks.finish[at]) : 0;
    const touch = event.pointerType === "touch";
    let started = false;
    const timer = touch && setTimeout(() => (started = Boolean(begin())), PRESS);
    const ended = new AbortController();
    const finish = (keeps) => {
      clearTimeout(timer);
      ended.abort();
      if (started && this.on) keeps ? this.keep() : this.leave();
    };
    if (!touch) event.preventDefault();
    chart.goTo(line.row);
    chart.scroller.focus({ preventScroll: true });
    const options = { signal: ended.signal };
    addEventListener(
      "pointermove",
      (moved) => {
        const far = Math.hypot(moved.clientX - event.clientX, moved.clientY - event.clientY) > MOVED;
        if (!started && far) {
          if (touch) return finish(false);
          started = Boolean(begin());
          if (!started) return finish(false);
        }
        if (started && this.on) this.#follow(moved, grabbed);
      },
      options,
    );
    addEventListener(
      "pointerup",
      () => {
        const clicked = !started && bar.matches(".g-handle");
        finish(true);
        if (clicked) this.#wait(begin());
      },
      options,
    );
    addEventListener("pointercancel", () => finish(false), options);
    addEventListener("keydown", (pressed) => pressed.key === "Escape" && finish(false), options);
  }

  /** Click and click: what was begun follows the pointer until the next click. */
  #wait(begun) {
    if (!begun) return;
    const here = this.on;
    const ended = new AbortController();
    this.chart.right.addEventListener("pointermove", (event) => (this.on === here ? event.pointerType !== "touch" && this.#follow(event, 0) : ended.abort()), { signal: ended.signal });
  }

  /** The second click of two, or the first after a key or the menu began it. */
  #clicks(event) {
    event.preventDefault();
    this.#follow(event, 0);
    if (this.step) this.keep();
  }
}
