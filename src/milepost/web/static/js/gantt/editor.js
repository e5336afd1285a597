// The field that opens over a cell: Enter saves, Escape leaves, Tab goes on (or, in a new name, pushes the task in). What is refused stays typed.
import { words } from "../page.js";
import { CELLS, canEdit } from "./cells.js";
import { COLUMNS } from "./columns.js";
import { icon, make } from "./make.js";
import { say } from "../toasts.js";

const MOST_OFFERS = 8;

export class Editor {
  open = null;

  constructor(chart, hands) {
    this.chart = chart;
    this.hands = hands;
  }

  /** Opens over a cell of a task; `typed` is what stands in it, `fault` what was wrong with it. */
  edit(at, key, { typed, second, fault } = {}) {
    const { chart } = this;
    this.close();
    if (at === undefined) return;
    if (!canEdit(chart, at, key)) return chart.tell(chart.plan.isWhole(at) ? words("This follows from the parts of the task.") : words("This is not edited here."));
    const cell = CELLS[key];
    const { plan } = chart;
    const box = make("form", "g-editor", chart.stage, { novalidate: "" });
    const label = words("{column} of {task}", { column: COLUMNS.find((one) => one.key === key).name, task: plan.tasks.name[at] });
    const main = make(cell.kind === "choice" ? "select" : "input", "input", box, { "aria-label": label, ...(cell.kind === "choice" ? {} : { type: cell.kind ?? "text", autocomplete: "off" }) });
    for (const [value, text] of Object.entries(cell.options ?? {})) make("option", "", main, { value, text });
    main.value = typed ?? cell.value(chart, at);
    const day = cell.second && make("input", "input", box, { type: "date", "aria-label": words("Day of the constraint") });
    if (day) day.value = second ?? cell.second(chart, at);
    const help = make("p", fault ? "g-fault" : "g-help", box, { id: "g-help", text: fault ?? cell.help ?? "" });
    if (fault) icon("alert-circle", help).after(help.firstChild);
    help.hidden = !help.textContent;
    if (fault) {
      help.setAttribute("role", "alert");
      main.setAttribute("aria-invalid", "true");
    }
    main.setAttribute("aria-describedby", "g-help");
    const ids = this.#all(at, key, cell);
    const id = plan.tasks.id[at];
    this.open = { id, number: plan.tasks.number[at], key, box, main, day, ids, was: fault ? null : `${main.value} ${day?.value ?? ""}`, stood: plan.rowsOf(ids), base: cell.base?.(chart, at) };
    if (cell.offers) this.#offer(cell, at);
    this.place();
    main.focus();
    if (main.select && cell.kind !== "date") main.select();
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("submit", (event) => event.preventDefault());
    box.addEventListener("focusout", () => setTimeout(() => this.open?.box === box && !box.contains(document.activeElement) && document.hasFocus() && this.save(false), 120));
  }

  /** What is chosen is edited together, where the edited one is of it. */
  #all(at, key, cell) {
    const { chart } = this;
    const id = chart.plan.tasks.id[at];
    if (cell.alone || key === "name" || key === "finish" || !chart.chosen.has(id)) return [id];
    return [id, ...[...chart.chosen].filter((one) => one !== id && canEdit(chart, chart.plan.place.get(one), key))];
  }

  /** Whether something else stands in it than before. */
  get typed() {
    const { open } = this;
    return Boolean(open) && `${open.main.value} ${open.day?.value ?? ""}` !== open.was;
  }

  /** Over its cell, wherever that is by now. */
  place() {
    if (!this.open) return;
    const { chart } = this;
    const row = chart.outline.rowOf[chart.plan.place.get(this.open.id)];
    if (row === undefined) {
      say(words("There is no task {number} in this plan.", { number: this.open.number }));
      return this.close(true);
    }
    const column = chart.columns.findIndex(({ key }) => key === this.open.key);
    const before = chart.columns.slice(0, Math.max(0, column)).reduce((sum, { width }) => sum + width, 0);
    const indent = this.open.key === "name" ? Math.max(0, Math.abs(chart.rows.indent(row)) - 9) : 0;
    const { box } = this.open;
    const room = chart.stage.clientWidth;
    const wide = Math.min(room - 8, Math.max(this.open.day ? 330 : this.open.key === "people" || this.open.key === "links" ? 220 : 150, (chart.columns[column]?.width ?? 200) - indent));
    box.style.width = `${wide}px`;
    box.style.transform = `translate(${chart.sign * Math.min(before + indent, room - wide - 4)}px, ${chart.headHeight + row * chart.height - chart.scroller.scrollTop}px)`;
  }

  close(back = false) {
    const { open } = this;
    this.open = null;
    open?.box.remove();
    if (back) this.chart.scroller.focus({ preventScroll: true });
    return open;
  }

  async save(back, then) {
    const { chart, open } = this;
    if (!open || open.saving) return;
    open.saving = true;
    const [typed, second] = [open.main.value, open.day?.value];
    if (!this.typed) {
      this.close(back);
      return then?.();
    }
    const again = (fault) => this.#again(open, { typed, second, fault });
    await CELLS[open.key].prepare?.(chart, typed);
    if (open.left) return;
    try {
      const step = CELLS[open.key].step(chart, open.ids, typed, second, open.base);
      const here = this.open === open;
      if (here) this.close(back);
      this.hands.edits.do(step, { refused: again, stood: open.stood });
      if (here) then?.();
    } catch (error) {
      again(error.message);
    }
  }

  /** What was refused stands typed again, with what is wrong; not in the place of what is typed elsewhere just now. */
  #again(open, given) {
    const { chart } = this;
    if (!chart.plan.place.has(open.id)) return say(given.fault);
    const edit = () => this.edit(chart.plan.place.get(open.id), open.key, given);
    if (this.open === open) edit();
    else this.hands.refused(given.fault, edit);
  }

  #key(event) {
    const { chart, open } = this;
    const at = chart.plan.place.get(open.id);
    event.stopPropagation();
    if (event.isComposing) return;
    if (this.#chooses(event)) return event.preventDefault();
    if (event.key === "Escape") {
      event.preventDefault();
      open.left = true;
      this.close(true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.save(true);
    } else if (event.key === "Tab" && !(open.day && document.activeElement === (event.shiftKey ? open.day : open.main))) {
      event.preventDefault();
      if (open.key === "name")
        this.save(true, () => {
          this.hands.shift(event.shiftKey ? "out" : "in");
          this.edit(chart.plan.place.get(open.id), "name");
        });
      else this.#beside(at, event.shiftKey ? -1 : 1);
    }
  }

  #beside(at, way) {
    const { chart, open } = this;
    const from = chart.columns.findIndex(({ key }) => key === open.key);
    let to = from + way;
    while (chart.columns[to] && !canEdit(chart, at, chart.columns[to].key)) to += way;
    this.save(true, () => {
      if (!chart.columns[to]) return;
      chart.goTo(chart.cursor.row, to);
      this.edit(chart.plan.place.get(open.id), chart.columns[to].key);
    });
  }

  #offer(cell, at) {
    const { open, chart } = this;
    const list = make("ul", "g-offers", open.box, { role: "listbox", id: "g-offers", "aria-label": words("Suggestions") });
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "g-offers", "aria-expanded": "false" }).forEach(([name, value]) => open.main.setAttribute(name, value));
    open.list = list;
    let all = cell.offers(chart, at);
    const more = async () => {
      await cell.prepare(chart, open.main.value);
      all = cell.offers(chart, at);
      if (this.open === open && all.length) show(true);
    };
    const show = (asked) => {
      const text = open.main.value;
      const after = Math.max(text.lastIndexOf(";"), text.lastIndexOf("\n")) + 1;
      let [part, found] = ["", []];
      // What stands behind the last semicolon, or behind the last comma where nothing is called that.
      for (const from of [after, Math.max(after, text.lastIndexOf(", ") + 1)]) {
        if (found.length) break;
        open.from = from;
        part = text.slice(from).trim().toLowerCase();
        found = part ? all.filter(([value, told]) => value.toLowerCase().startsWith(part) || told.toLowerCase().includes(part) || (!told && value.toLowerCase().includes(part))).slice(0, MOST_OFFERS) : [];
      }
      const exact = found.length === 1 && found[0][0].toLowerCase() === part;
      list.replaceChildren();
      if (!exact) for (const [place, [value, told]] of found.entries()) {
        const row = make("li", "", list, { role: "option", id: `g-offer-${place}`, "data-value": value });
        make("b", "", row, { text: value });
        row.append(` ${told}`);
        row.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          this.#choose(row);
        });
      }
      list.hidden = !list.childElementCount;
      clearTimeout(this.later);
      if (asked !== true && part && list.hidden && cell.prepare) this.later = setTimeout(more, 150);
      open.main.setAttribute("aria-expanded", String(!list.hidden));
      open.main.removeAttribute("aria-activedescendant");
    };
    open.main.addEventListener("input", show);
    list.hidden = true;
  }

  #chooses(event) {
    const { list, main } = this.open;
    if (!list || list.hidden) return false;
    const rows = [...list.children];
    const at = rows.findIndex((row) => row.id === main.getAttribute("aria-activedescendant"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = rows[(at + (event.key === "ArrowDown" ? 1 : rows.length + (at < 0 ? 0 : -1))) % rows.length];
      rows.forEach((row) => row.setAttribute("aria-selected", String(row === next)));
      main.setAttribute("aria-activedescendant", next.id);
      return true;
    }
    if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
      this.#choose(rows[at]);
      return true;
    }
    if (event.key === "Escape") {
      list.hidden = true;
      return true;
    }
    return false;
  }

  #choose(row) {
    const { main, list, from } = this.open;
    main.value = `${main.value.slice(0, from).trimEnd()} ${row.dataset.value}`.trimStart();
    list.hidden = true;
    main.setAttribute("aria-expanded", "false");
    main.removeAttribute("aria-activedescendant");
  }
}
