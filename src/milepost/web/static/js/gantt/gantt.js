// <mp-gantt data-base="/projects/PRJ-1/plan/">: the plan as a table and a chart of one scroller. What is done with it by hand is in hands.js.
import { words } from "../page.js";
import { Calendar } from "./calendar.js";
import { fitting, wished } from "./columns.js";
import { empty, failed } from "./covers.js";
import { chain } from "./drives.js";
import { frame, within } from "./frame.js";
import { keep, kept } from "./kept.js";
import { Outline } from "./outline.js";
import { onPaper } from "./paper.js";
import { Plan } from "./plan.js";
import { Rows, cellOf } from "./rows.js";
import { Scale, ZOOMS, reach } from "./scale.js";
import { Scene } from "./scene.js";
import { setNow } from "./told.js";
import { Tools } from "./tools.js";
import { Wire } from "./wire.js";

const AT_REST = 140;
const BEFORE_NOW = 0.3;
const EVERY = 15_000;

class Gantt extends HTMLElement {
  cursor = { row: 0, column: -1, id: undefined };
  chosen = new Set();
  pending = new Set();
  outline = new Outline();
  driving = { tasks: new Set(), links: new Set() };
  /** How often rows and paths were drawn: what a test holds us to. */
  counted = { rows: 0, paths: 0, across: 0 };

  connectedCallback() {
    if (this.scroller) return;
    this.view = kept();
    this.sign = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    this.height = matchMedia("(pointer: coarse)").matches ? 40 : 32;
    this.wire = new Wire(this);
    this.tools = new Tools(this);
    frame(this, this.tools.bar);
    this.rows = new Rows(this);
    this.scene = new Scene(this);
    this.#listen();
    this.load();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.gone.abort();
  }

  #listen() {
    this.gone = new AbortController();
    const { signal } = this.gone;
    this.scroller.addEventListener("scroll", () => this.soon(), { passive: true });
    new ResizeObserver(() => this.ready && this.splitAt(this.split)).observe(this.stage);
    for (const name of ["focusin", "pointerenter"]) this.addEventListener(name, () => this.byHand(), { once: true });
    this.scroller.addEventListener("keydown", (event) => this.#pressed(event));
    const look = async () => document.visibilityState === "visible" && this.plan && (await this.byHand()).edits.look();
    this.timer = setInterval(look, EVERY);
    addEventListener("focus", look, { signal });
    onPaper(this, signal);
  }

  /** Working time, for what is drawn before the server has reckoned it. */
  get calendar() {
    if (this.hours?.of !== this.plan.calendar) this.hours = new Calendar(this.plan.calendar);
    return this.hours;
  }

  /** What is done by hand is fetched when a hand comes near. */
  byHand() {
    return (this.near ??= import("./hands.js").then(({ Hands }) => (this.hands = new Hands(this))).finally(() => this.hands || (this.near = null)));
  }

  async act(name) {
    (await this.byHand()).act(name);
  }

  async #pressed(event) {
    if (event.target !== this.scroller) return;
    if (!this.hands && event.key !== "Tab" && !event.ctrlKey && !event.metaKey) event.preventDefault();
    if (!(this.hands ?? (await this.byHand())).pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  async load() {
    const { state, holds } = await this.wire.chart();
    if (state !== 200) return failed(this, holds.message);
    performance.mark("gantt:data");
    this.plan = new Plan(holds);
    this.hands?.edits.lay();
    setNow(this.plan.facts.now);
    this.outline.closed = new Set(this.view.closed[this.plan.facts.id] ?? []);
    this.tools.sieve();
    this.outline.lay(this.plan);
    this.scroller.removeAttribute("aria-busy");
    empty(this);
    this.rescale();
    const room = this.stage.clientWidth;
    this.splitAt(this.view.split || Math.min(wished(this.view.columns) + 10, room * 0.5));
    this.tools.tell(true);
    if (this.ready) return this.changed(true);
    this.#begin();
    if (location.hash === "#add") this.act("add");
    performance.mark("gantt:drawn");
    return this.dispatchEvent(new CustomEvent("gantt:ready", { bubbles: true, detail: { tasks: this.plan.count } }));
  }

  /** At today, and at the first task that is not finished. */
  #begin() {
    const { tasks, facts } = this.plan;
    const row = this.outline.rows.findIndex((at) => tasks.kind[at] !== "summary" && tasks.finished[at] === null && tasks.done[at] < 1_000_000);
    this.scroller.scrollTop = Math.max(0, (row - 4) * this.height);
    this.cursor = { row: Math.max(0, row), column: -1, id: this.idAt(Math.max(0, row)) };
    const during = facts.now >= (facts.start ?? Infinity) && facts.now <= (facts.finish ?? -Infinity);
    this.toMoment(during ? facts.now : (tasks.start[this.outline.rows[Math.max(0, row)]] ?? facts.start ?? facts.now));
    this.#drive();
    this.ready = true;
    this.moved(true);
  }

  /** What the server answered becomes the plan, or, where too much is different to tell, all of it is read again; then it is drawn. */
  async take(part, marked = []) {
    const { edits } = this.hands;
    const { state, holds } = part.whole ? await this.wire.chart() : {};
    edits.lift();
    if (state === 200) this.plan = new Plan(holds);
    const outline = part.whole || this.plan.take(part);
    edits.lay();
    return this.changed(outline, marked);
  }

  /** The plan became different; `outline` says whether its rows did, `marked` which tasks to show as changed. */
  changed(outline = false, marked = []) {
    if (outline) this.#outlined();
    const { from, to } = this.scale;
    const [first, last] = reach(this.plan);
    if (first < from - 1 || last > to) this.rescale();
    this.sizes();
    this.#drive();
    this.lane?.forget();
    this.moved(true);
    this.tools.tell();
    for (const one of marked) this.flash(one);
  }

  #outlined() {
    this.outline.lay(this.plan);
    const row = this.outline.rowOf[this.plan.place.get(this.cursor.id)] ?? -1;
    this.cursor.row = Math.max(0, Math.min(row >= 0 ? row : this.cursor.row, this.outline.rows.length - 1));
    this.cursor.id = this.idAt(this.cursor.row);
    for (const one of this.chosen) if (!this.plan.place.has(one)) this.chosen.delete(one);
    this.hands?.gesture.stay();
    empty(this);
  }

  /** What is shown was chosen anew. */
  viewed() {
    keep(this.view);
    this.#drive();
    this.moved(true);
  }

  columnsChosen(more) {
    const wide = Math.min(wished(this.view.columns) + 10, this.stage.clientWidth * 0.7);
    this.splitAt(more ? Math.max(this.split, wide) : this.split, true);
  }

  rescale() {
    this.scale = new Scale(this.view.zoom, ...reach(this.plan));
  }

  /** How large everything is, after a change of window, rows or scale. */
  sizes() {
    this.room = { wide: this.scroller.clientWidth - this.split, high: this.scroller.clientHeight };
    if (this.scale.width < this.room.wide) this.scale.reachTo(this.scale.at(this.room.wide));
    this.headHeight = this.head.offsetHeight;
    for (const [name, pixels] of [["above", this.getBoundingClientRect().top + scrollY], ["split", this.split], ["row", this.height]]) this.style.setProperty(`--${name}`, `${Math.round(pixels)}px`);
    this.body.style.height = `${this.outline.rows.length * this.height}px`;
    this.body.style.width = this.head.style.width = `${this.split + this.scale.width}px`;
    this.scroller.setAttribute("aria-rowcount", this.outline.rows.length + 1);
    this.scene.forget();
  }

  /** Table and chart share the width anew. */
  splitAt(width, keeps = false) {
    this.split = within(this, width);
    this.columns = fitting(this.view.columns, this.split);
    this.handle.setAttribute("aria-valuenow", this.split);
    this.handle.setAttribute("aria-valuemax", this.stage.clientWidth - 90);
    this.heads.replaceChildren();
    this.columns.forEach((column, at) => {
      const cell = cellOf(column, at, this.heads, "columnheader");
      cell.textContent = column.head;
      cell.title = column.name;
      this.style.setProperty(`--w-${column.key}`, `${column.width}px`);
    });
    this.axis.setAttribute("aria-colindex", this.columns.length + 1);
    this.scroller.setAttribute("aria-colcount", this.columns.length + 1);
    this.cursor.column = Math.min(this.cursor.column, this.columns.length - 1);
    const drawn = this.columns.map(({ key }) => key).join();
    this.sizes();
    if (this.ready && drawn !== this.drawn) this.rows.remake();
    this.drawn = drawn;
    this.moved();
    if (!keeps) return;
    this.view.split = this.split;
    keep(this.view);
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => this.moved());
  }

  moved(anew = false) {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    if (!this.ready) return;
    this.scrolled = Math.abs(this.scroller.scrollLeft);
    this.scrolledDown = this.scroller.scrollTop;
    if (anew) this.scene.forget();
    this.rows.draw(anew);
    this.scene.draw();
    this.#mark();
    this.hands?.follow();
    if (this.view.shows.load || this.lane) this.#lane();
    this.classList.add("g-moving");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.classList.remove("g-moving");
      this.rows.sort();
      this.rows.point();
    }, AT_REST);
  }

  async #lane() {
    const { Lane } = await import("./lane.js");
    this.lane ??= new Lane(this);
    this.lane.follow();
  }

  /** Scrolls down or up to a row, as far as needed. */
  show(row) {
    const { scroller, height } = this;
    const y = row * height;
    const room = this.room.high - this.headHeight;
    if (y < scroller.scrollTop) scroller.scrollTop = y;
    else if (y + height > scroller.scrollTop + room) scroller.scrollTop = y + height - room;
    this.moved();
  }

  /** Shows a moment so many pixels from where the chart begins. */
  toMoment(moment, place = this.room.wide * BEFORE_NOW) {
    this.scroller.scrollLeft = this.sign * Math.max(0, this.scale.x(moment) - place);
    this.soon();
  }

  toBar(at) {
    this.toMoment(this.plan.tasks.start[at] ?? this.plan.facts.now);
  }

  zoom(by) {
    const zoom = Math.max(0, Math.min(ZOOMS.length - 1, this.view.zoom + by));
    if (zoom === this.view.zoom) return;
    const { wide } = this.room;
    const now = this.scale.x(this.plan.facts.now) - this.scrolled;
    const [place, moment] = now > 0 && now < wide ? [now, this.plan.facts.now] : [wide / 2, this.scale.at(this.scrolled + wide / 2)];
    this.view.zoom = zoom;
    this.rescale();
    this.sizes();
    this.toMoment(moment, place);
    this.lane?.forget();
    this.moved(true);
    this.tools.tell();
    this.tell(words("Scale: {name}", { name: ZOOMS[zoom].name }));
    keep(this.view);
  }

  idAt = (row) => this.plan.tasks.id[this.outline.rows[row]];

  /** To a row, and to a cell of it or, with -1, to the row as a whole. */
  goTo(row, column = this.cursor.column) {
    const was = this.cursor.row;
    const to = Math.max(0, Math.min(this.outline.rows.length - 1, row));
    this.cursor = { row: to, column, id: this.idAt(to) };
    this.show(this.cursor.row);
    for (const one of [was, this.cursor.row]) {
      const parts = this.rows.used.get(one);
      for (const part of parts ? [parts.left, parts.right] : []) part.classList.toggle("g-at", one === this.cursor.row);
    }
    this.#drive();
    this.dispatchEvent(new CustomEvent("gantt:active", { bubbles: true, detail: { id: this.cursor.id } }));
  }

  /** The row or cell one is at, for those who listen and those who look. */
  #mark() {
    const parts = this.rows.used.get(this.cursor.row);
    this.rows.word(this.cursor.row);
    this.here?.classList.remove("g-here");
    this.here = parts?.cells[this.cursor.column];
    this.here?.classList.add("g-here");
    if (parts) this.scroller.setAttribute("aria-activedescendant", (this.here ?? parts.left).id);
    else this.scroller.removeAttribute("aria-activedescendant");
  }

  #drive() {
    const at = this.outline.rows[this.cursor.row];
    const was = this.driving.links;
    this.driving = this.view.shows.drives && at !== undefined ? chain(this, at) : { tasks: new Set(), links: new Set() };
    if (was.size === this.driving.links.size && [...was].every((one) => this.driving.links.has(one))) return;
    this.scene.forget();
    for (const [row, { left, right }] of this.rows.used) for (const one of [left, right]) one.classList.toggle("g-drives", this.driving.tasks.has(this.idAt(row)));
    this.soon();
  }

  /** Opens or closes what has parts. */
  toggle(at) {
    const { closed } = this.outline;
    const id = this.plan.tasks.id[at];
    if (!closed.delete(id)) closed.add(id);
    this.tell(closed.has(id) ? words("Closed") : words("Opened"));
    this.#closed();
  }

  level(deepest) {
    this.outline.toLevel(this.plan, deepest);
    this.#closed();
  }

  #closed() {
    this.view.closed = { ...this.view.closed, [this.plan.facts.id]: [...this.outline.closed] };
    keep(this.view);
    this.changed(true);
  }

  /** To those who do not see it. */
  tell = (text) => void (this.live.textContent = text);

  flash(id) {
    const parts = this.rows.used.get(this.outline.rowOf[this.plan.place.get(id)]);
    for (const one of parts ? [parts.left, parts.right] : []) {
      one.classList.remove("g-flash");
      void one.offsetWidth;
      one.classList.add("g-flash");
    }
  }
}

customElements.define("mp-gantt", Gantt);
