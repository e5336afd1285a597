// <mp-pick entity="organisation" chosen="3" titled="Harbour Council"><input name="parent"></mp-pick>: a record chosen by typing its name.
// Without script the input takes its number or id; with it the input keeps that, hidden, and a second one is typed in.
import { all, one, words } from "./page.js";

class Pick extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    // Both are new: on what it has just put into the page, htmx sets the attributes of the answer once more.
    const asked = one("input", this);
    this.typed = asked.cloneNode();
    this.typed.removeAttribute("name");
    this.typed.value = this.getAttribute("titled") || this.getAttribute("chosen") || "";
    this.typed.placeholder ||= words("Type to find");
    this.kept = document.createElement("input");
    Object.assign(this.kept, { type: "hidden", name: asked.name, value: asked.value });
    this.chosen = Boolean(this.getAttribute("chosen") && this.getAttribute("titled")); // else it is text that was refused
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list" })) this.typed.setAttribute(name, value);
    this.list = document.createElement("div");
    this.list.className = "picks";
    this.list.id = `${this.typed.id}-list`;
    this.list.role = "listbox";
    this.list.hidden = true;
    this.typed.setAttribute("aria-controls", this.list.id);
    asked.replaceWith(this.kept);
    this.append(this.typed, this.list);
    this.typed.addEventListener("input", () => this.later());
    this.typed.addEventListener("focus", () => {
      if (this.typed.autofocus) this.typed.autofocus = false; // it was put there by the page: nothing is covered unasked
      else this.find();
    });
    this.typed.addEventListener("blur", () => setTimeout(() => this.show(false), 150));
    this.typed.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.take(event.target.closest("[data-value]"));
    });
  }

  // What was typed and not chosen is sent as typed: it may be a number, and else the server says what it does not find.
  later() {
    this.chosen = false;
    this.kept.value = this.typed.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), 120);
  }

  get options() {
    return all("[data-value]", this.list);
  }

  /** Shows what is found; whether it is still the answer to what stands there. */
  async find() {
    const words = this.chosen ? "" : this.typed.value;
    const asked = (this.asked = (this.asked ?? 0) + 1);
    const answer = await fetch(`/pick/${this.getAttribute("entity")}/?q=${encodeURIComponent(words)}`).catch(() => null);
    const html = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (asked !== this.asked || document.activeElement !== this.typed) return false;
    this.list.innerHTML = html;
    this.show(Boolean(html));
    return true;
  }

  /** Enter on what was typed and not chosen: its one namesake is chosen, else the first that was found is offered. What nothing is found
   *  for is sent as it was typed, and so is what may be a new name. */
  async settle() {
    clearTimeout(this.timer);
    if (!(await this.find())) return;
    const typed = this.typed.value.trim().toLowerCase();
    const same = this.options.filter((option) => option.dataset.title.toLowerCase() === typed);
    if (same.length === 1) this.take(same[0]);
    else if (this.options.length && !this.hasAttribute("free")) this.point(this.options[0]);
    else this.typed.form.requestSubmit();
  }

  point(next) {
    for (const option of this.options) option.setAttribute("aria-selected", String(option === next));
    this.typed.setAttribute("aria-activedescendant", next?.id ?? "");
    next?.scrollIntoView({ block: "nearest" });
  }

  show(open) {
    this.list.hidden = !open;
    this.typed.setAttribute("aria-expanded", String(open));
    if (open) return;
    this.typed.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(); // another field may offer the same records
  }

  take(option) {
    if (!option) return;
    this.chosen = true;
    this.kept.value = option.dataset.value;
    this.typed.value = option.dataset.title;
    this.show(false);
    this.kept.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    const found = this.options;
    const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.find();
      if (found.length) this.point(found.at((at < 0 && event.key === "ArrowUp" ? 0 : at) + (event.key === "ArrowDown" ? 1 : -1)) ?? found[0]);
    } else if (event.key === "Enter" && !this.list.hidden && found[at]) {
      event.preventDefault();
      this.take(found[at]);
    } else if (event.key === "Enter" && !this.chosen && this.typed.value.trim()) {
      event.preventDefault();
      this.settle();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.show(false);
    }
  }
}
customElements.define("mp-pick", Pick);
