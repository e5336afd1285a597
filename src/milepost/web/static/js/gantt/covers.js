// What is said where there are no rows: that nothing is planned yet, that nothing was found, that the plan could not be loaded.
import { words } from "../page.js";
import { button, icon, make } from "./make.js";

function cover(chart, title, text) {
  chart.cover.className = "g-cover empty";
  chart.cover.replaceChildren();
  make("h2", "", chart.cover, { text: title });
  make("p", "", chart.cover, { text });
  chart.stage.append(chart.cover);
}

export function failed(chart, message) {
  chart.scroller.removeAttribute("aria-busy");
  cover(chart, words("The plan could not be loaded"), message || words("The server does not answer. Look whether you are connected, and try again."));
  chart.cover.prepend(icon("alert-triangle"));
  button(chart.cover, { text: words("Try again"), name: "button", press: () => chart.load() });
}

/** Over the rows if there are none. */
export function empty(chart) {
  if (chart.outline.rows.length) return chart.cover.remove();
  if (chart.outline.finds) {
    cover(chart, words("No task is like that"), words("Look for another word, or take the filter away."));
    button(chart.cover, { text: words("Show all tasks"), name: "button", press: () => chart.tools.clear() });
    return null;
  }
  cover(chart, words("Nothing is planned yet"), words("Type the first task; Enter asks for the next. Dates come from lengths and links."));
  if (!chart.plan.can("task.create")) return null;
  const ways = make("div", "row", chart.cover);
  button(ways, { text: words("Add the first task"), name: "button main-action", press: () => chart.act("add") });
  for (const [path, text] of [["begin/", words("Take a template")], ["bring/", words("Bring a file")]]) make("a", "button", ways, { href: chart.wire.base + path, text });
  return null;
}
