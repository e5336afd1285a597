// What the chart is made of: one scroller with a table that stays at its side and a chart beside it, and what lies over both.
import { words } from "../page.js";
import { make } from "./make.js";

const LEAST_SPLIT = 150;

/** Makes the parts of the element; what the page has put into it with data-tool stands at the end of its bar. */
export function frame(chart, bar) {
  const given = [...chart.querySelectorAll("[data-tool]")];
  chart.replaceChildren(bar);
  bar.append(...given);
  const stage = make("div", "g-stage", chart);
  const label = chart.dataset.label ?? words("Plan");
  const scroller = make("div", "g-scroll", stage, { role: "treegrid", tabindex: "0", "aria-multiselectable": "true", "aria-label": label, "aria-busy": "true" });
  const head = make("div", "g-head", scroller, { role: "row", "aria-rowindex": "1" });
  const heads = make("div", "g-heads", head, { role: "presentation" });
  const axis = make("div", "g-axis", head, { role: "columnheader", "aria-label": words("Schedule in words") });
  const body = make("div", "g-body", scroller, { role: "presentation" });
  const left = make("div", "g-left", body, { role: "rowgroup" });
  const right = make("div", "g-right", body, { "aria-hidden": "true" });
  const cover = make("div", "g-cover skeleton", stage);
  cover.append(...Array.from({ length: 9 }, () => document.createElement("i")));
  const live = make("div", "unseen", chart, { role: "status" });
  Object.assign(chart, { stage, scroller, head, heads, axis, body, left, right, cover, live });
  chart.handle = splitter(chart);
}

/** Between table and chart: dragged, or moved by arrow keys. */
function splitter(chart) {
  const handle = make("div", "g-split", chart.stage, { role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": words("Width of the table"), "aria-valuemin": LEAST_SPLIT });
  handle.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 16, ArrowLeft: -16 }[event.key];
    if (!by) return;
    event.preventDefault();
    chart.splitAt(chart.split + by * chart.sign, true);
  });
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const from = chart.split - chart.sign * event.clientX;
    handle.onpointermove = (moved) => chart.splitAt(from + chart.sign * moved.clientX);
    handle.onpointerup = handle.onpointercancel = () => {
      handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
      chart.splitAt(chart.split, true);
    };
  });
  return handle;
}

/** How wide the table may be. */
export const within = (chart, width) => Math.round(Math.max(LEAST_SPLIT, Math.min(width, chart.stage.clientWidth - 90)));
