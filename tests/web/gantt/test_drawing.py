"""What the chart draws, and how little of it stands in the page however long the plan is."""

from typing import Any

import pytest

from tests.web.axe import complaints

pytestmark = pytest.mark.browser
NODES = 1500


@pytest.mark.parametrize("count", [100, 1000, 10_000])
def test_the_page_holds_few_elements_however_many_tasks_there_are(chart: Any, count: int) -> None:
    seen = chart(f"{count}-nodes")
    assert seen.tell("chart.plan.count") == count
    assert seen.page.evaluate("document.querySelectorAll('*').length") <= NODES
    assert seen.tell("chart.counted.rows") <= 45, "rows are drawn once, and only those in sight"
    assert seen.tell("chart.counted.paths") <= 2 and seen.tell("chart.counted.across") <= 2


def test_scrolling_fills_only_the_rows_that_come_into_sight(chart: Any) -> None:
    seen = chart("1000-scroll")
    was = seen.tell("chart.counted.rows")
    for _ in range(20):
        seen.page.evaluate("document.querySelector('.g-scroll').scrollTop += 64")
        seen.page.wait_for_timeout(20)
    seen.until("chart.rows.from > 30")
    assert seen.tell("chart.counted.rows") - was <= 2 * 20 + 12
    assert seen.tell("chart.rows.used.size") <= 45
    assert seen.tell("chart.counted.paths") <= 16, "links are drawn anew every eight rows at most"


def test_it_opens_at_today_and_at_the_first_task_that_is_not_finished(chart: Any) -> None:
    seen = chart("1000-opens")
    at = seen.tell("chart.outline.rows[chart.cursor.row]")
    first = seen.tell(
        "chart.plan.tasks.id.findIndex((_, at) => chart.plan.tasks.kind[at] !== 'summary' && chart.plan.tasks.done[at] < 1e6)"
    )
    assert at == first
    now = seen.tell("chart.scale.x(chart.plan.facts.now) - chart.scrolled")
    assert 0 < now < seen.tell("chart.room.wide")


def test_every_kind_of_link_has_its_line_from_the_right_end_to_the_right_end(chart: Any) -> None:
    seen = chart("200-links")
    kinds = set(seen.tell("chart.plan.links.map(link => link.kind)"))
    assert kinds == {"FS", "SS", "FF", "SF"}
    lines = seen.page.evaluate(
        """() => import('/static/js/gantt/links.js').then(({ linkPaths }) => ['FS', 'SS', 'FF', 'SF'].map(kind => {
            const link = { id: 1, from: 1, to: 2, kind, lag: 0 };
            const both = value => [value, value];
            const tasks = {
                start: [0, 200], finish: [100, 300], kind: both('task'), critical: both(false), finished: both(null), done: both(0),
            };
            const place = new Map([[1, 0], [2, 1]]);
            const plan = { tasks, place, linksInto: (at) => at ? [link] : [], linksOutOf: () => [] };
            const outline = { rows: [0, 1], rowOf: [0, 1], far: [] };
            const view = { shows: { links: true } };
            const chart = { plan, outline, scale: { x: moment => moment }, height: 32, view, driving: { links: new Set() } };
            const path = linkPaths(chart, 0, 2).plain[0];
            return [kind, path.match(/^M([\\d.]+)/)[1], path.match(/H([\\d.]+)$/)[1]];
        }))"""
    )
    assert lines == [["FS", "100.5", "199.5"], ["SS", "0.5", "199.5"], ["FF", "100.5", "301.5"], ["SF", "0.5", "301.5"]]


def test_held_work_is_drawn_apart_and_said_to_be_held(chart: Any) -> None:
    seen = chart("60-held")
    seen.tell("chart.goTo(chart.outline.rowOf[chart.plan.place.get(29)])")
    seen.page.wait_for_timeout(200)
    row = "chart.rows.used.get(chart.cursor.row)"
    assert "g-held" in seen.tell(f"{row}.left.className")
    assert "its scope is not approved" in seen.tell(f"{row}.facts.textContent")
    assert "Held: scope not approved" in seen.tell(f"{row}.label.textContent")
    assert seen.tell(f"getComputedStyle({row}.bar).borderStyle") == "dashed"


def test_a_bar_out_of_sight_has_a_chip_that_leads_to_it(chart: Any) -> None:
    seen = chart("100-chips")
    seen.page.wait_for_selector(".g-chip:visible")
    chip = seen.page.locator(".g-chip:visible").first
    assert any(month in chip.inner_text() for month in ("Oct", "Nov", "Dec", "Jan"))
    before = seen.tell("chart.scrolled")
    seen.focus()
    chip.click()
    seen.until("chart.scrolled !== v[0]", before)


def test_closing_a_phase_hides_its_parts_and_is_remembered(chart: Any) -> None:
    seen = chart("60-closing")
    rows = seen.tell("chart.outline.rows.length")
    seen.focus()
    seen.keys("Control+Home", "ArrowLeft")
    assert seen.tell("chart.outline.rows.length") == rows - 11
    assert seen.page.get_attribute("#g-row-0", "aria-expanded") == "false"
    seen.page.reload()
    seen.page.wait_for_selector(".g-row")
    assert seen.tell("chart.outline.rows.length") == rows - 11


def test_scales_go_from_days_to_quarters_and_keep_the_place(chart: Any) -> None:
    seen = chart("1000-zoom")
    seen.focus()
    seen.keys(*"------")
    assert seen.tell("chart.scale.lower") == "quarter"
    assert seen.page.locator(".g-lower").first.inner_text().startswith("Q")
    seen.keys(*"++++++")
    assert seen.tell("chart.scale.lower") == "day"
    now = seen.tell("chart.scale.x(chart.plan.facts.now) - chart.scrolled")
    assert -60 < now < seen.tell("chart.room.wide")
    assert seen.page.evaluate("document.querySelectorAll('*').length") <= NODES


def test_columns_that_do_not_fit_are_left_out_and_come_back_with_width(chart: Any) -> None:
    seen = chart("60-columns")
    heads = ".g-heads [role=columnheader]"
    assert seen.page.locator(heads).all_inner_texts() == ["Task", "Finish", "%"]
    seen.page.focus(".g-split")
    for _ in range(7):
        seen.page.keyboard.press("ArrowLeft")
    assert seen.page.locator(heads).all_inner_texts() == ["Task", "Finish"]
    seen.page.click("summary:has-text('Columns')")
    seen.page.click("label:has-text('Predecessors')")
    assert seen.page.locator(heads).all_inner_texts() == ["Task", "Finish", "%", "After"]
    assert seen.page.get_attribute(".g-scroll", "aria-colcount") == "5"


def test_searching_and_filtering_keep_what_the_found_is_part_of(chart: Any) -> None:
    seen = chart("100-search")
    seen.page.fill("input[type=search]", "firewall")
    names = seen.tell("[...chart.outline.rows].map(at => [chart.plan.tasks.name[at].toLowerCase(), chart.plan.tasks.kind[at]])")
    assert names and all("firewall" in name or kind == "summary" for name, kind in names)
    seen.page.fill("input[type=search]", "nothing is called so")
    assert seen.page.is_visible("text=No task is like that")
    seen.page.click("text=Show all tasks")
    seen.page.click("summary:has-text('Filter')")
    seen.page.click("label:has-text('Held')")
    held = seen.tell("[...chart.outline.rows].map(at => chart.plan.tasks.held[at] || chart.plan.tasks.kind[at] === 'summary')")
    assert held and all(held) and len(held) < 20


def test_baselines_float_chances_deadlines_constraints_and_progress_are_drawn_when_they_are_chosen(chart: Any) -> None:
    shows = "{ zoom: 2, shows: { float: true, progress: true, load: true } }"
    seen = chart("60-marks", view=shows)
    drawn = {
        name: len(seen.page.get_attribute(f".g-path.g-p-{name}", "d") or "")
        for name in ("base", "float", "bound", "progress", "plain", "drives")
    }
    assert all(drawn.values()), drawn
    seen.tell("chart.show(40)")
    seen.page.wait_for_timeout(100)
    assert seen.page.get_attribute(".g-path.g-p-chances", "d")
    assert seen.page.get_attribute(".g-path.g-p-due", "d") or seen.page.get_attribute(".g-path.g-p-missed", "d")
    seen.tell("chart.show(chart.outline.rowOf[chart.plan.tasks.critical.lastIndexOf(true)])")
    seen.page.wait_for_timeout(100)
    assert seen.page.get_attribute(".g-path.g-p-critical", "d")
    seen.page.wait_for_selector(".g-l-booked[d]", state="attached")
    assert "too much" in seen.page.inner_text(".g-lane [role=status]") or "Nowhere" in seen.page.inner_text(".g-lane [role=status]")


def test_an_empty_plan_teaches_a_broken_one_says_what_to_do(chart: Any) -> None:
    seen = chart("0-empty")
    assert seen.page.is_visible("text=Nothing is planned yet")
    seen.page.click("text=Add the first task")
    seen.page.wait_for_selector(".g-adding")
    seen.keys('"Kick-off', "Enter")
    seen.until("chart.plan.count === 1")
    broken = chart("10-broken")
    assert broken.page.is_visible("text=The disk is full.") and broken.page.is_visible("text=Try again")
    assert [*seen.said, *broken.said] == []


@pytest.mark.parametrize(
    ("width", "scheme", "asked"),
    [(1280, "light", ""), (1280, "dark", ""), (390, "light", ""), (390, "dark", ""), (1280, "light", "?dir=rtl")],
)
def test_the_chart_is_accessible_quiet_and_fits(chart: Any, width: int, scheme: str, asked: str) -> None:
    seen = chart("100-axe", width=width, scheme=scheme, asked=asked)
    seen.page.wait_for_timeout(250)
    assert [*complaints(seen.page), *seen.said] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_over_the_chart_is_accessible(chart: Any, scheme: str) -> None:
    seen = chart("30-axe-open", scheme=scheme)
    seen.page.click("summary:has-text('Show')")
    seen.focus()
    seen.keys("F2", "Control+a", '"refuse it', "Enter")
    seen.page.wait_for_selector(".g-fault")
    assert complaints(seen.page) == []
    seen.keys("Escape", ".")
    assert [*complaints(seen.page), *seen.said] == []


def test_rows_tell_everything_that_the_drawing_shows(chart: Any) -> None:
    seen = chart("60-words")
    seen.page.wait_for_timeout(250)
    assert seen.page.get_attribute(".g-scroll", "role") == "treegrid"
    assert seen.page.get_attribute(".g-scroll", "aria-rowcount") == "61"
    assert seen.page.get_attribute(".g-right", "aria-hidden") == "true"
    rows = seen.page.locator(".g-row:visible")
    indices = [int(rows.nth(at).get_attribute("aria-rowindex")) for at in range(rows.count())]
    assert indices == sorted(indices), "in the order of the plan"
    told = seen.page.evaluate("[...document.querySelectorAll('.g-row:not([hidden]) .g-facts')].map(one => one.textContent)")
    assert (
        all("% done" in one for one in told)
        and any("on the critical path" in one for one in told)
        and any("after 1." in one for one in told)
    )


def test_on_paper_every_row_stands_and_the_time_fits(chart: Any) -> None:
    seen = chart("100-paper")
    was = seen.tell("[chart.view.zoom, chart.scrolled, chart.scrolledDown]")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator(".g-row:not([hidden])").count() == 100
    assert seen.tell("chart.scale.width") <= 1100
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert seen.tell("[chart.view.zoom, chart.scrolled, chart.scrolledDown]") == was
    assert seen.tell("chart.rows.used.size") <= 45


def test_from_right_to_left_the_bars_run_the_other_way(chart: Any) -> None:
    seen = chart("100-rtl", asked="?dir=rtl")
    one, other = seen.tell(
        "[0, 1].map(at => [...chart.rows.used.values()].filter(row => !row.right.hidden)[at].left.getBoundingClientRect().right)"
    )
    assert one == other == seen.page.evaluate("document.querySelector('.g-scroll').getBoundingClientRect().right")
    dates = seen.tell("['start', 'finish'].map(name => chart.scale.x(chart.plan.tasks[name][chart.outline.rows[chart.cursor.row]]))")
    bar = seen.tell("chart.rows.used.get(chart.cursor.row).bar.getBoundingClientRect().toJSON()")
    area = seen.tell("chart.right.getBoundingClientRect().toJSON()")
    assert abs((area["right"] - bar["right"]) - dates[0]) < 2 and abs((area["right"] - bar["left"]) - dates[1]) < 2
