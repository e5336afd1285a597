// A list by keyboard: j and k go through it, x chooses, Enter looks at a row beside it, o opens it; and the bar of what is chosen.
import { all, isTyping, one } from "./page.js";

const rows = () => all("[data-list] tbody tr");
const current = () => one("[data-list] tr.at");
const boxes = () => all('[data-list] input[name="chosen"]');

function go(step) {
  const found = rows();
  if (!found.length) return;
  const at = found.indexOf(current());
  const next = found[Math.min(found.length - 1, Math.max(0, at + step))];
  current()?.classList.remove("at");
  next.classList.add("at");
  one("th a", next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function count() {
  const chosen = boxes().filter((box) => box.checked);
  for (const box of boxes()) box.closest("tr").setAttribute("aria-selected", String(box.checked));
  const bar = one("[data-chosen]");
  if (!bar) return;
  bar.hidden = !chosen.length;
  one("[data-count]", bar).textContent = `${chosen.length} chosen`;
}

function toggle(row) {
  const box = row && one('input[name="chosen"]', row);
  if (!box) return;
  box.checked = !box.checked;
  count();
}

const peek = (row) => document.dispatchEvent(new CustomEvent("milepost:peek", { detail: one("th a", row).getAttribute("href") }));

const ACTIONS = {
  j: () => go(1),
  k: () => go(-1),
  x: () => toggle(current()),
  o: () => one("th a", current() ?? undefined)?.click(),
  Enter: () => current() && peek(current()),
};

document.addEventListener("keydown", (event) => {
  if (!one("[data-list]") || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "Enter" && !current()?.contains(event.target)) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

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
  if (event.target.matches?.("[data-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
    count();
  }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-none]")) return;
  for (const box of boxes()) box.checked = false;
  count();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-columns]");
  if (!form) return;
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("columns", all("input:checked", form).map((box) => box.value).join(","));
  location.assign(address);
});
