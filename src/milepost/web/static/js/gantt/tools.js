// The bar above the chart: search, filter, what is shown, columns, levels, zoom. Choices are check-marks in menus.
import { words } from "../page.js";
import { COLUMNS } from "./columns.js";
import { button, icon, make } from "./make.js";
import { ZOOMS } from "./scale.js";

const SHOWS = {
  links: words("Links"),
  critical: words("Critical path"),
  drives: words("What drives the chosen task"),
  float: words("Float"),
  baseline: words("Baseline"),
  marks: words("Deadlines and constraints"),
  chances: words("Chances of milestones"),
  progress: words("Progress line"),
  names: words("Names beside bars"),
  load: words("Load of people"),
};
const FILTERS = {
  unfinished: [words("Not finished"), ({ tasks }, at) => tasks.done[at] < 1_000_000 && tasks.finished[at] === null],
  critical: [words("Critical"), ({ tasks }, at) => tasks.critical[at]],
  late: [words("Later than the baseline"), ({ tasks }, at) => tasks.base_finish[at] !== null && tasks.finish[at] > tasks.base_finish[at]],
  held: [words("Held"), ({ tasks }, at) => tasks.held[at]],
  milestones: [words("Milestones"), ({ tasks }, at) => tasks.kind[at] === "milestone"],
  nobody: [words("Nobody assigned"), (plan, at) => tasks0(plan, at) && !plan.assignmentsOf(at).length],
  problems: [words("With problems"), (plan, at) => plan.troubled?.has(plan.tasks.id[at])],
};
const tasks0 = ({ tasks }, at) => tasks.kind[at] === "task";

function menu(within, sign, text, name = "") {
  const box = make("details", `menu ${name}`, within);
  const head = make("summary", "button small", box);
  icon(sign, head);
  make("span", "", head, { text });
  const drop = make("div", "drop", box);
  return { box, head, drop };
}

function check(within, text, on, chosen) {
  const label = make("label", "check item", within);
  const box = make("input", "", label, { type: "checkbox" });
  box.checked = on;
  label.append(text);
  box.addEventListener("change", () => chosen(box.checked));
  return box;
}

export class Tools {
  filters = new Set();

  constructor(chart) {
    this.chart = chart;
    const bar = make("div", "g-tools", null, { role: "toolbar", "aria-label": words("Tools of the chart") });
    this.bar = bar;
    bar.inert = true;
    const search = make("label", "search", bar);
    icon("search", search);
    this.search = make("input", "", search, { type: "search", placeholder: words("Find tasks"), "aria-label": words("Find tasks by name, number or person"), "data-key": "/" });
    this.search.addEventListener("input", () => this.#find());
    this.search.addEventListener("keydown", (event) => this.#searched(event));
    this.filter = menu(bar, "filter", words("Filter"));
    for (const [name, [text]] of Object.entries(FILTERS)) check(this.filter.drop, text, false, (on) => this.#choose(name, on));
    this.#shows(bar);
    this.#columns(bar);
    const levels = menu(bar, "list-tree", words("Levels"), "g-of-levels");
    for (const [text, level] of [[words("Everything"), Infinity], [words("Top level"), 1], [words("Two levels"), 2], [words("Three levels"), 3]]) {
      const item = make("button", "item", levels.drop, { type: "button", text });
      item.addEventListener("click", () => {
        levels.box.open = false;
        chart.level(level);
      });
    }
    this.count = make("span", "g-count muted", bar, { role: "status" });
    make("span", "push", bar);
    const zoom = make("div", "g-zoom", bar, { role: "group", "aria-label": words("Scale") });
    this.less = button(zoom, { sign: "zoom-out", label: words("Less detail"), press: () => chart.zoom(-1) });
    button(zoom, { text: words("Today"), press: () => chart.toMoment(chart.plan.facts.now) });
    this.more = button(zoom, { sign: "zoom-in", label: words("More detail"), press: () => chart.zoom(1) });
    button(bar, { sign: "keyboard", label: words("Keys of the chart"), name: "button small quiet only-fine", press: async () => (await import("./keys.js")).showKeys() });
    this.add = button(bar, { sign: "plus", text: words("Task"), press: () => chart.act("add") });
  }

  #shows(bar) {
    const { chart } = this;
    const { drop } = (this.show = menu(bar, "eye", words("Show")));
    for (const [name, text] of Object.entries(SHOWS)) {
      check(drop, text, chart.view.shows[name], (on) => {
        chart.view.shows[name] = on;
        chart.viewed();
      });
    }
  }

  #columns(bar) {
    const { chart } = this;
    const { drop } = menu(bar, "columns-3", words("Columns"));
    for (const { key, name } of COLUMNS) {
      if (key === "name") continue;
      check(drop, name, chart.view.columns.includes(key), (on) => {
        chart.view.columns = on ? [...chart.view.columns, key] : chart.view.columns.filter((one) => one !== key);
        chart.columnsChosen(on);
      });
    }
  }

  #choose(name, on) {
    if (on) this.filters.add(name);
    else this.filters.delete(name);
    this.filter.head.classList.toggle("g-on", this.filters.size > 0);
    this.filter.head.lastChild.textContent = this.filters.size ? words("Filter: {count}", { count: this.filters.size }) : words("Filter");
    this.#find();
  }

  /** What the search and the filters let through; nothing when there is neither. */
  #find() {
    this.sieve();
    this.chart.changed(true);
  }

  /** With what the page was asked for, as the other views of the same tasks are. */
  sieve() {
    const { chart } = this;
    const text = this.search.value.trim().toLowerCase();
    const tests = [...this.filters].map((name) => FILTERS[name][1]);
    const { only } = chart.dataset;
    const asked = only === undefined ? null : new Set(only.split(",").map(Number));
    if (asked) tests.push((plan, at) => asked.has(plan.tasks.id[at]));
    if (text) tests.push((plan, at) => plan.tasks.name[at].toLowerCase().includes(text) || String(plan.tasks.number[at]).toLowerCase() === text || plan.outline[at] === text || plan.assignmentsOf(at).some((one) => plan.nameOf(one).toLowerCase().includes(text)));
    chart.outline.finds = tests.length ? (at) => tests.every((test) => test(chart.plan, at)) : null;
  }

  clear() {
    this.search.value = "";
    delete this.chart.dataset.only;
    for (const box of this.filter.drop.querySelectorAll(":checked")) box.checked = false;
    this.filters.clear();
    this.#choose("", false);
  }

  #searched(event) {
    if (event.key === "Escape" && this.search.value) {
      this.search.value = "";
      this.#find();
    } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape") this.chart.scroller.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Which of the baselines is drawn, where there are several. */
  #baselines() {
    const { chart } = this;
    const { baselines } = chart.plan;
    this.baseline?.remove();
    if (!baselines.length) return;
    this.baseline = make("select", "input", this.show.drop, { "aria-label": words("Which baseline") });
    make("option", "", this.baseline, { value: "none", text: words("No baseline") });
    for (const { number, name, shown } of baselines) make("option", "", this.baseline, { value: number, text: name, ...(shown && { selected: "" }) });
    this.baseline.addEventListener("change", () => {
      chart.wire.asked.set("baseline", this.baseline.value);
      chart.load();
    });
  }

  /** How much there is, and what can be pressed. */
  tell(anew = false) {
    const { plan, outline, view } = this.chart;
    this.bar.inert = false;
    if (anew) this.#baselines();
    const n = { count: plan.count.toLocaleString(document.documentElement.lang || undefined), found: outline.matching };
    this.count.textContent = outline.finds ? words("{found} of {count} tasks", n) : plan.count === 1 ? words("1 task") : words("{count} tasks", n);
    this.less.disabled = view.zoom === 0;
    this.more.disabled = view.zoom === ZOOMS.length - 1;
    this.add.hidden = !plan.can("task.create");
  }
}
