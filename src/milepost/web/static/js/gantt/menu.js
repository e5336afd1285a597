// The menu of a task: everything that can be done with it, each with its key.
import { words } from "../page.js";
import { icon, make } from "./make.js";

const ACTIONS = [
  ["edit", "pencil", words("Rename"), "Enter"],
  ["add", "plus", words("New task below"), "Insert"],
  ["in", "indent-increase", words("Make it a part of the one above"), "Alt Shift →"],
  ["out", "indent-decrease", words("Take it out by one level"), "Alt Shift ←"],
  ["up", "arrow-up", words("Up"), "Alt ↑"],
  ["down", "arrow-down", words("Down"), "Alt ↓"],
  null,
  ["move", "arrows-horizontal", words("Move…"), "m"],
  ["end", "arrow-bar-to-right", words("Change its end…"), "d"],
  ["link", "link", words("Link to another task…"), "l"],
  null,
  ["why", "help", words("Why this date?"), "w"],
  ["open", "external-link", words("Open"), "o"],
  ["remove", "trash", words("Delete"), "Delete"],
];

/** Opens it at a task's row, or at a point; the first item has the focus. */
export function openMenu(hands, chart, row, point) {
  closeMenu(chart);
  const id = chart.idAt(row);
  const menu = make("div", "g-menu", chart.stage, { role: "menu", "aria-label": words("Actions of {task}", { task: chart.plan.tasks.name[chart.outline.rows[row]] }) });
  for (const action of ACTIONS) {
    if (!action) {
      make("hr", "", menu, { role: "separator" });
      continue;
    }
    const [name, sign, text, key] = action;
    const item = make("button", "item", menu, { type: "button", role: "menuitem", tabindex: "-1" });
    icon(sign, item);
    item.append(text);
    make("kbd", "", item, { text: key, "aria-hidden": "true" });
    item.addEventListener("click", () => {
      closeMenu(chart, true);
      if (chart.idAt(chart.cursor.row) === id) hands.act(name);
    });
  }
  chart.menu = menu;
  const area = chart.stage.getBoundingClientRect();
  const x = point ? (chart.sign > 0 ? point.clientX - area.left : area.right - point.clientX) : 60;
  const y = point ? point.clientY - area.top : chart.headHeight + (row + 1) * chart.height - chart.scroller.scrollTop;
  menu.style.transform = `translate(${chart.sign * Math.max(0, Math.min(x, area.width - menu.offsetWidth - 8))}px, ${Math.max(0, Math.min(y, area.height - menu.offsetHeight - 8))}px)`;
  menu.firstElementChild.focus();
  menu.addEventListener("keydown", (event) => key(chart, event));
  menu.addEventListener("focusout", () => setTimeout(() => chart.menu === menu && !menu.contains(document.activeElement) && closeMenu(chart), 50));
}

export function closeMenu(chart, back = false) {
  chart.menu?.remove();
  chart.menu = null;
  if (back) chart.scroller.focus({ preventScroll: true });
}

function key(chart, event) {
  const items = [...chart.menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  event.stopPropagation();
  if (event.key === "Escape" || event.key === "Tab") closeMenu(chart, true);
  else if (to !== undefined) items.at(to % items.length).focus();
  else return;
  event.preventDefault();
}
