// On paper the whole time fits the width, and all rows stand below each other, up to a number that somebody may read.
import { ZOOMS } from "./scale.js";

const MOST_ROWS = 400;
const WIDE = 700;

/** Draws for the printer when it is asked for, and for the screen again behind it. */
export function onPaper(chart, signal) {
  let was = null;
  const show = (zoom, left, top) => {
    chart.view.zoom = zoom;
    chart.rescale();
    chart.sizes();
    chart.scroller.scrollTo(left, top);
    chart.moved(true);
  };
  const begin = () => {
    if (!chart.ready || was) return;
    was = [chart.view.zoom, chart.scroller.scrollLeft, chart.scroller.scrollTop];
    chart.everything = chart.outline.rows.length <= MOST_ROWS;
    const days = (chart.scale.to - chart.scale.from) / 1440;
    show(Math.max(0, ZOOMS.findLastIndex(({ px }) => px * days < WIDE)), 0, chart.everything ? 0 : was[2]);
  };
  const end = () => {
    chart.everything = false;
    if (was) show(...was);
    was = null;
  };
  addEventListener("beforeprint", begin, { signal });
  addEventListener("afterprint", end, { signal });
}
