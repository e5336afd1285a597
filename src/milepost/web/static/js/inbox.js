// The inbox by keyboard: r marks the row as read, a does what it waits for; then the next row is where one is.
import { all, isTyping, one, signsWork } from "./page.js";

const rows = () => all("#inbox tbody tr");
let place = -1;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || !signsWork()) return;
  if (one('#inbox input[name="chosen"]:checked')) return;
  const row = one("#inbox tr.at");
  const button = row && all("[data-row-key]", row).find((found) => found.dataset.rowKey === event.key);
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  button.click();
});

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("#inbox tbody tr");
  if (row && event.target.closest("button")) place = rows().indexOf(row);
});

// Within the change itself, before any further key: whoever goes on at once has a row to go on with.
const inbox = one("#inbox");
if (inbox)
  new MutationObserver(() => {
    if (place < 0) return;
    const found = rows();
    const next = found[Math.min(place, found.length - 1)];
    place = -1;
    const goal = next ? one("th a", next) : one("#main");
    goal.focus({ preventScroll: true });
  }).observe(inbox, { childList: true });
