// The keys of the chart, shown in a dialog.
import { one, words } from "../page.js";
import { make } from "./make.js";

const KEYS = [
  ["↑ ↓ ← →", words("Rows and cells; ← and → close and open what has parts")],
  ["Enter or F2", words("Edit the cell")],
  ["Insert", words("New task below")],
  ["Alt Shift ← →", words("Out and into the outline")],
  ["Alt ↑ ↓", words("Up and down in the outline")],
  ["Shift ↑ ↓ or x", words("Choose several")],
  ["m, d, l", words("Move the bar, its end, or link it: then arrows and Enter")],
  ["Delete", words("Delete, with undo")],
  ["Ctrl Z", words("Undo")],
  ["+ −", words("Zoom")],
  ["t, b", words("Go to today, to the bar")],
  [".", words("Menu of the task")],
  ["w, o", words("Why this date; open the task")],
];

export function showKeys() {
  const dialog = one("#dialog");
  if (!dialog) return;
  const head = make("header");
  make("h2", "", head, { id: "dialog-title", text: words("Keys of the chart") });
  make("span", "push", head);
  make("button", "button quiet small", head, { type: "button", "data-close": "", text: words("Close") });
  const list = make("dl", "facts g-keys");
  for (const [key, text] of KEYS) {
    const row = make("div", "", list);
    make("kbd", "", make("dt", "", row), { text: key });
    make("dd", "", row, { text });
  }
  dialog.replaceChildren(head, list);
  dialog.showModal();
}
