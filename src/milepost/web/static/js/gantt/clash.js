// Somebody else was quicker: both values, and whose they are; theirs stay, or one's own are saved over them.
import { words } from "../page.js";
import { button, icon, make } from "./make.js";

export function clash(chart, { message, records = {} }, mine) {
  const box = make("div", "g-clash", chart.stage, { role: "alertdialog", "aria-label": words("Changed by somebody else meanwhile") });
  icon("alert-triangle", box);
  const text = make("div", "", box);
  make("p", "", text, { text: message });
  for (const [id, both] of Object.entries(records)) {
    const task = chart.plan.tasks.name[chart.plan.place.get(Number(id))] ?? "";
    for (const { name, by, theirs, yours } of both) make("p", "", text, { text: words("{task}, {field}: {who} has {theirs}, you have {yours}.", { task, field: name, who: by, theirs: theirs ?? "–", yours: yours ?? "–" }) });
  }
  const leave = (then) => () => {
    box.remove();
    chart.scroller.focus({ preventScroll: true });
    then?.();
  };
  const ends = make("div", "g-ends", box);
  button(ends, { text: words("Keep theirs"), press: leave() });
  button(ends, { text: words("Take mine"), press: leave(mine) });
  box.addEventListener("keydown", (event) => event.key === "Escape" && leave()());
  ends.firstElementChild.focus();
}
