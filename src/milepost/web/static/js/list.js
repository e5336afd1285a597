// A list by keyboard: j and k go through it, x chooses, Enter looks at a row beside it, e edits, o opens; and the bar of what is chosen.
import { all, isTyping, one, signsWork, words } from "./page.js";
import { open } from "./inline.js";

const peek = one("#peek");
const rows = () => all("[data-list] tbody tr");
const current = () => one("[data-list] tr.at");
const boxes = () => all('[data-list] input[name="chosen"]');
const chosen = () => boxes().filter((box) => box.checked);
const linkOf = (row) => row && one("th a:not(.cell)", row);

function mark(row) {
  current()?.classList.remove("at");
  row.classList.add("at");
  row.scrollIntoView({ block: "nearest" });
}

function go(step) {
  const found = rows();
  if (!found.length) return null;
  const next = found[Math.min(found.length - 1, Math.max(0, found.indexOf(current()) + step))];
  mark(next);
  linkOf(next)?.focus({ preventScroll: true });
  return next;
}

function count() {
  const found = chosen();
  for (const box of boxes()) box.closest("tr").setAttribute("aria-selected", String(box.checked));
  const bar = one("[data-chosen]");
  if (!bar) return;
  bar.hidden = !found.length;
  const every = one("[data-matching]", bar);
  if (every && found.length < boxes().length) every.checked = false;
  one("[data-count]", bar).textContent = found.length ? words("{count} chosen", { count: every?.checked ? Number(every.dataset.matching).toLocaleString() : found.length }) : "";
  const head = one("[data-list] [data-all]");
  if (head) [head.checked, head.indeterminate] = [found.length > 0 && found.length === boxes().length, found.length > 0 && found.length < boxes().length];
}

function toggle(row) {
  const box = row && one('input[name="chosen"]', row);
  if (!box) return;
  box.checked = !box.checked;
  count();
}

/** Cells of a row that can be edited, from the left. */
const cells = (row) => (row ? all("[data-cell]", row) : []);

function aside(step) {
  const row = document.activeElement.closest("[data-list] tr") ?? current();
  const found = cells(row);
  if (!found.length) return;
  const at = found.indexOf(document.activeElement);
  const next = at + step;
  if (next < 0) linkOf(row)?.focus();
  else found[Math.min(next, found.length - 1)].focus();
}

function editHere() {
  if (chosen().length) return one("[data-edit-chosen]")?.click();
  const here = document.activeElement.closest("td, th, dd");
  (here && one("[data-cell]", here) && here.tagName !== "TH" ? one("[data-cell]", here) : cells(current()).find((cell) => cell.closest("td")) ?? cells(current())[0])?.click();
}

const ACTIONS = {
  j: () => go(1),
  k: () => go(-1),
  x: () => toggle(current()),
  o: () => linkOf(current())?.click(),
  e: editHere,
  F2: editHere,
  ArrowRight: () => aside(1),
  ArrowLeft: () => aside(-1),
  Enter: () => current() && look(current()),
  " ": () => current() && look(current()),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (peek?.open && peek.contains(event.target)) return inPeek(event);
  if (event.key === " " && event.target.closest?.("a.cell")) {
    event.preventDefault();
    return event.target.click();
  }
  if (event.key === "F2" && !isTyping(event.target)) {
    const cell = event.target.closest?.("dd, td") && one("[data-cell]", event.target.closest("dd, td"));
    if (cell) {
      event.preventDefault();
      return cell.click();
    }
  }
  if (!one("[data-list]") || isTyping(event.target)) return;
  const looks = event.key === "Enter" || event.key === " ";
  if (looks && event.target !== linkOf(current())) return;
  if (event.key.startsWith("Arrow") && !event.target.closest?.("[data-list] tr")) return;
  const action = ACTIONS[event.key];
  if (!action || (/^\S$/.test(event.key) && !signsWork())) return;
  event.preventDefault();
  action();
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-list] tbody tr");
  if (row && row !== current()) mark(row);
});

// Beside the list: j and k go on with it, Escape goes back to the row.
let asked = null;
let changed = false;

async function look(row) {
  asked?.abort();
  asked = new AbortController();
  const address = linkOf(row).getAttribute("href");
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { "HX-Request": "true", "HX-Target": "dialog#peek", "HX-Current-URL": location.href } });
    if (!answer.ok || answer.redirected) return location.assign(address);
    peek.innerHTML = await answer.text();
    peek.dataset.address = address;
    if (!peek.open) peek.showModal();
    one("[data-peeked]", peek)?.focus({ preventScroll: true });
    peek.scrollTop = 0;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function inPeek(event) {
  if (event.target.closest("input:not([type=checkbox]), textarea, select, form")) return;
  const step = { j: 1, k: -1 }[event.key];
  const row = step && go(step);
  if (row) look(row);
  else if (event.key === "o") location.assign(peek.dataset.address);
  else if (event.key === "e") one("[data-edit-whole]", peek)?.click();
  else return;
  event.preventDefault();
}
peek?.addEventListener("close", async () => {
  if (changed && one("#list")) await window.htmx.ajax("GET", location.href, { target: "#list", swap: "innerHTML", headers: { "HX-Target": "div#list" } });
  changed = false;
  const row = rows().find((one) => linkOf(one)?.getAttribute("href") === peek.dataset.address);
  if (row) mark(row);
  linkOf(row)?.focus();
});
document.addEventListener("milepost:edited", (event) => (changed ||= peek?.contains(event.target) ?? false));

// What is chosen: with Shift from the last one on; all on the page; all that match.
let last = null;
document.addEventListener("click", (event) => {
  const box = event.target.closest?.('input[name="chosen"]');
  if (!box) return;
  const found = boxes();
  if (event.shiftKey && last) {
    const [from, to] = [found.indexOf(last), found.indexOf(box)].sort((a, b) => a - b);
    for (const one of found.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  count();
});
document.addEventListener("change", (event) => {
  const everything = event.target.matches?.("[data-all], [data-matching]");
  if (everything && (event.target.checked || event.target.matches("[data-all]"))) for (const box of boxes()) box.checked = event.target.checked;
  if (everything) count();
  if (event.target.closest?.("[data-bulk] .ticked .field")) tick(event.target);
});
document.addEventListener("input", (event) => event.target.closest?.("[data-bulk] .ticked .field") && tick(event.target));
document.addEventListener("reset", () => setTimeout(count));
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("button[data-none][type=button]")) return;
  for (const box of boxes()) box.checked = false;
  count();
});
addEventListener("pageshow", count);

/** In the form for several: who types in a field wants it changed. */
function tick(field) {
  one('input[name="change"]', field.closest(".ticked")).checked = true;
}
/** Whether something else stands in a field than the server put there. */
function typed(field) {
  if (field.matches("select")) return field.selectedOptions[0] !== ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]);
  return field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}
// On a slow line somebody has typed before this script came.
all("[data-bulk] .ticked .field :is(input, select, textarea)").filter(typed).forEach(tick);

// Columns: moved in place; what is chosen is one word in the address.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-columns] button[name]");
  if (!button) return;
  event.preventDefault();
  const line = button.closest("li");
  const other = button.name === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other || !one("button", other)) return;
  if (button.name === "up") other.before(line);
  else other.after(line);
  button.focus();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-columns]");
  if (!form) return;
  event.preventDefault();
  const names = [...new FormData(form)];
  const query = new URLSearchParams(names.filter(([name]) => name !== "columns"));
  query.set("columns", names.filter(([name]) => name === "columns").map(([, value]) => value).join(","));
  location.assign(`${form.action.split("?")[0]}?${query}`.replaceAll("%2C", ","));
});

// The control of a value is fetched when it is asked for. Who types at once types into `early`, and not into the keys of the page.
document.addEventListener("click", (event) => {
  const cell = event.target.closest?.("a[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const early = document.createElement("input");
  early.className = "unseen";
  early.setAttribute("aria-label", words("Opening…"));
  early.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Enter" || pressed.key === "Escape") early.dataset.pressed = pressed.key;
    if (pressed.key === "Escape") pressed.preventDefault();
  });
  cell.after(early);
  early.focus({ preventScroll: true });
  open(cell, early);
});
