// The lane below the chart, under the same axis: how much of one person's time, or of everybody's, is booked.
import { words } from "../page.js";
import { draw, make } from "./make.js";
import { DAY, dayOf } from "./scale.js";
import { day, number } from "./told.js";

const HIGH = 72;
const MOST = 780;
const STEPS = { day: 1, week: 7 };

export class Lane {
  #from = 0;
  #to = 0;
  #asked = 0;

  constructor(chart) {
    this.chart = chart;
    this.box = make("section", "g-lane", null, { "aria-label": words("Load of people") });
    const side = make("div", "g-lane-side", this.box);
    make("label", "g-lane-title", side, { for: "g-lane-who", text: words("Load") });
    this.who = make("select", "input", side, { id: "g-lane-who" });
    this.told = make("p", "muted", side, { role: "status" });
    chart.append(this.box);
    this.area = make("div", "g-lane-area", this.box);
    this.svg = draw("svg", "", this.area, { role: "img", height: HIGH });
    [this.free, this.booked, this.over] = ["free", "booked", "over"].map((name) => draw("path", `g-l-${name}`, this.svg));
    this.who.addEventListener("change", () => this.#draw());
  }

  /** Stays under the chart; asks for what it does not have. */
  async follow() {
    const { chart } = this;
    this.box.hidden = !chart.view.shows.load;
    if (this.box.hidden || !chart.plan) return;
    this.svg.style.transform = `translateX(${-chart.sign * chart.scrolled}px) scaleX(${chart.sign})`;
    const { wide } = chart.room;
    const [from, to] = [chart.scale.at(chart.scrolled), chart.scale.at(chart.scrolled + wide)];
    const step = chart.scale.lower === "day" ? "day" : "week";
    if (step === this.step && from >= this.#from && to <= this.#to) return;
    const around = Math.max(0, Math.min(to - from, (MOST * STEPS[step] * DAY - (to - from)) / 2));
    [this.#from, this.#to, this.step] = [Math.floor((from - around) / DAY / 7) * 7 * DAY, to + around, step];
    const asked = ++this.#asked;
    const { state, holds } = await chart.wire.load(this.#from, Math.ceil(this.#to), step);
    if (asked !== this.#asked) return;
    if (state !== 200) {
      this.told.textContent = words("The load could not be read.");
      return;
    }
    this.load = holds;
    this.#people();
    this.#draw();
  }

  /** After a change what is known is old. */
  forget() {
    this.#from = this.#to = 0;
  }

  #people() {
    const was = this.who.value;
    const { id, name } = this.#columns();
    this.who.replaceChildren();
    make("option", "", this.who, { value: "", text: words("Everybody") });
    id.forEach((one, at) => make("option", "", this.who, { value: at, text: name[at], "data-id": one }));
    this.who.value = [...this.who.options].some(({ value }) => value === was) ? was : "";
  }

  #columns() {
    const { people } = this.load;
    return Array.isArray(people) ? { id: people.map((one) => one.id), name: people.map((one) => one.name) } : people;
  }

  #draw() {
    const { chart, load } = this;
    const { scale } = chart;
    const chosen = this.who.value === "" ? this.#columns().id.map((_, at) => at) : [Number(this.who.value)];
    const sums = (rows) => load.steps.map((_, step) => chosen.reduce((sum, at) => sum + (rows[at]?.[step] ?? 0), 0));
    const [booked, all] = [sums(load.booked), sums(load.free)];
    const most = Math.max(1, ...booked, ...all);
    const wide = STEPS[this.step] * scale.px;
    const made = { free: "", booked: "", over: "" };
    const high = (minutes) => (minutes / most) * (HIGH - 10);
    let [worst, times] = [-1, 0];
    load.steps.forEach((moment, step) => {
      const x = scale.x(dayOf(moment) * DAY) + 1;
      const column = (from, to) => `M${x} ${HIGH - high(from)}h${Math.max(1, wide - 2)}V${HIGH - high(to)}h${-Math.max(1, wide - 2)}z`;
      if (all[step]) made.free += column(0, all[step]);
      if (booked[step]) made.booked += column(0, Math.min(booked[step], all[step]));
      if (booked[step] <= all[step]) return;
      made.over += column(all[step], booked[step]);
      times++;
      if (worst < 0 || booked[step] - all[step] > booked[worst] - all[worst]) worst = step;
    });
    for (const [name, data] of Object.entries(made)) this[name].setAttribute("d", data);
    this.svg.setAttribute("width", scale.width);
    const over = worst < 0 ? "" : number((booked[worst] - all[worst]) / 60);
    this.told.textContent = worst < 0 ? words("Nowhere more than there is time for.") : words("{times} × too much, most on {day}: {hours} h over", { times, day: day(load.steps[worst]), hours: over });
    this.svg.setAttribute("aria-label", this.told.textContent);
  }
}
