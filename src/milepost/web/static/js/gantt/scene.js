// What lies behind and above the rows: the axis' head, days without work, lines of today and status, links and marks.
import { words } from "../page.js";
import { linkPaths } from "./links.js";
import { draw, make } from "./make.js";
import { markPaths } from "./marks.js";
import { begins, dayOf } from "./scale.js";
import { day, lastDay, stretch } from "./told.js";

const AHEAD = 600;
const EIGHT = 8;
const SHADED = 5;
const LAYERS = ["base", "float", "plain", "critical", "drives", "due", "missed", "bound", "chances", "progress"];
const WITH_HEADS = new Set(["plain", "critical", "drives"]);

export class Scene {
  #across = "";
  #down = "";

  constructor(chart) {
    this.chart = chart;
    this.back = draw("svg", "g-back", chart.right);
    [this.free, this.frozen, this.grid] = ["g-free", "g-frozen", "g-grid"].map((name) => draw("path", name, this.back));
    this.lines = ["now", "status", "committed"].map((name) => make("div", `g-moment g-${name}`, chart.right));
    this.over = draw("svg", "g-over", chart.right);
    this.paths = Object.fromEntries(LAYERS.map((name) => [name, draw("path", `g-path g-p-${name}`, this.over)]));
    this.heads = Object.fromEntries([...WITH_HEADS].map((name) => [name, draw("path", `g-head-of g-p-${name}`, this.over)]));
    this.draft = draw("path", "g-path g-p-draft", this.over);
  }

  /** Everything is drawn anew next time: the scale, the plan or what is shown changed. */
  forget() {
    this.#across = this.#down = "";
  }

  draw() {
    this.#drawAcross();
    this.#drawDown();
  }

  /** Links and marks for the rows in sight, in steps of eight rows. */
  #drawDown() {
    const { chart } = this;
    const { rows, outline, height } = chart;
    const from = Math.max(0, Math.floor(rows.from / EIGHT) * EIGHT);
    const to = Math.min(outline.rows.length, Math.ceil(rows.to / EIGHT) * EIGHT);
    if (this.#down === `${from} ${to}`) return;
    this.#down = `${from} ${to}`;
    this.top = from * height;
    this.over.style.transform = `translateY(${this.top}px) scaleX(${chart.sign})`;
    this.over.style.width = `${chart.scale.width}px`;
    this.over.style.height = `${(to - from) * height}px`;
    this.paths.chances.classList.toggle("g-old", chart.plan.facts.chances_run < chart.plan.facts.run);
    const marks = markPaths(chart, from, to);
    const links = linkPaths(chart, from, to);
    for (const name of LAYERS) this.paths[name].setAttribute("d", WITH_HEADS.has(name) ? links[name][0] : marks[name]);
    for (const name of WITH_HEADS) this.heads[name].setAttribute("d", links[name][1]);
    chart.counted.paths++;
  }

  #drawAcross() {
    const { chart } = this;
    const { scale, room } = chart;
    const step = Math.floor(chart.scrolled / AHEAD);
    const [from, to] = [(step - 1) * AHEAD, (step + 2) * AHEAD + room.wide];
    if (this.#across === `${step} ${room.wide}`) return;
    this.#across = `${step} ${room.wide}`;
    this.#drawHead(from, to);
    const tall = Math.max(chart.outline.rows.length * chart.height, room.high);
    this.back.style.width = `${scale.width}px`;
    this.back.style.height = `${tall}px`;
    this.back.style.transform = `scaleX(${chart.sign})`;
    let [free, grid] = ["", ""];
    if (scale.px >= SHADED) {
      for (const moment of scale.steps("day", from, to)) {
        if (chart.calendar.isFree(dayOf(moment))) free += `M${scale.x(moment)} 0h${scale.px}v${tall}h${-scale.px}z`;
      }
    }
    for (const moment of scale.steps(scale.lower === "day" ? "week" : scale.lower, from, to)) grid += `M${Math.round(scale.x(moment)) + 0.5} 0v${tall}`;
    this.free.setAttribute("d", free);
    this.frozen.setAttribute("d", this.#frozen().map(([begin, end]) => `M${scale.x(begin)} 0h${scale.x(end) - scale.x(begin)}v${tall}H${scale.x(begin)}z`).join(""));
    this.grid.setAttribute("d", grid);
    const { now, status_at: status, committed } = chart.plan.facts;
    this.#place(this.lines[0], now);
    this.#place(this.lines[1], status !== null && dayOf(status) !== dayOf(now) ? status : null);
    this.#place(this.lines[2], committed);
    chart.counted.across++;
  }

  /** Change freezes: who plans has to know why nothing is done then. */
  #frozen = () => this.chart.plan.calendar.frozen ?? [];

  #place(line, moment) {
    line.hidden = moment === null || moment === undefined;
    if (!line.hidden) line.style.insetInlineStart = `${this.chart.scale.x(moment) - 1}px`;
  }

  #drawHead(from, to) {
    const { chart } = this;
    const { scale } = chart;
    const { now, committed } = chart.plan.facts;
    const made = document.createDocumentFragment();
    for (const [level, unit] of [["upper", scale.upper], ["lower", scale.lower]]) {
      for (const moment of scale.steps(unit, from, to)) {
        const next = Math.min(begins(unit, moment, 1), scale.to);
        const x = Math.max(0, scale.x(moment));
        const wide = scale.x(next) - x;
        if (wide < 1) continue;
        const one = make("div", `g-unit g-${level}`, made);
        if (unit === "day" && chart.calendar.isFree(dayOf(moment))) one.classList.add("g-is-free");
        if (unit === "day" && dayOf(moment) === dayOf(now)) one.classList.add("g-is-now");
        one.style.insetInlineStart = `${x}px`;
        one.style.width = `${wide}px`;
        make("span", "", one, { text: stretch(unit, moment, wide, level === "upper") });
      }
    }
    for (const [moment, name, text] of [[scale.lower === "day" ? null : now, "now", words("Today")], [committed, "committed", words("Promised {day}", { day: lastDay(committed) })]]) {
      if (moment === null || moment === undefined) continue;
      const flag = make("span", `g-flag g-${name}`, made, { text });
      flag.style.insetInlineStart = `${scale.x(moment)}px`;
      flag.style.translate = `${chart.sign * -50}%`;
    }
    for (const [begin, end, name] of this.#frozen()) {
      if (scale.x(end) < from || scale.x(begin) > to) continue;
      const flag = make("span", "g-flag g-freeze", made, { text: name, title: words("Change freeze: {name}, {first} to {last}", { name, first: day(begin), last: lastDay(end) }) });
      flag.style.insetInlineStart = `${scale.x(begin)}px`;
    }
    chart.axis.replaceChildren(made);
  }

  /** The outline of where something would be. */
  sketch(data) {
    this.draft.setAttribute("d", data);
  }
}
