"""Nothing that was typed is lost, and nothing of others is overwritten unseen: without network, on a slow one, by several at once."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.gantt.invented_plan import DAY, copied, reckon
from tests.web.gantt.slow import Slow
from tests.web.gantt.test_by_keyboard import ALL, at_cell
from tests.web.gantt.test_by_pointer import VIEW, at_bar, drag

pytestmark = pytest.mark.browser


def changed_by_ben(seen: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Ben changes more than one task meanwhile."""
    with seen.kept.lock:
        new = copied(seen.kept.now)
        change(new)
        there = {row["id"] for row in new["rows"]}
        new["links"] = [one for one in new["links"] if {one["from"], one["to"]} <= there]
        reckon(new)
        seen.kept.by = "Ben Jones"
        seen.kept.keep(new)


def look(seen: Any) -> None:
    """What others changed is fetched."""
    run = seen.kept.run
    seen.tell("chart.hands.edits.look()")
    seen.until("chart.plan.facts.run === v[0]", run)


def test_what_is_deleted_while_a_new_task_is_on_its_way_is_what_was_pointed_at(chart: Any) -> None:
    seen = chart("30-remove-later")
    at_cell(seen, 4, "name")
    slow = Slow(seen)
    seen.keys("Insert", '"New', "Enter", "Escape")
    at_cell(seen, 9, "name")
    seen.keys("Delete")
    slow.ends(cut=False)
    names = {row["id"] for row in seen.kept.now["rows"]}
    assert 9 not in names and {7, 8, 10, 11, 31} <= names


def test_a_task_pushed_down_twice_before_the_first_is_answered_goes_down_twice(chart: Any) -> None:
    seen = chart("30-twice")
    at_cell(seen, 3, "name")
    parts = "chart.plan.tasks.id.filter((id, at) => chart.plan.tasks.parent[at] === v[0])"
    before = seen.tell(parts, seen.task(3)["parent"])
    slow = Slow(seen)
    seen.keys("Alt+ArrowDown", "Alt+ArrowDown")
    slow.ends(cut=False)
    seen.settle()
    after = seen.tell(parts, seen.task(3)["parent"])
    assert after.index(3) == before.index(3) + 2, (before, after)
    assert seen.tell("chart.idAt(chart.cursor.row)") == 3 and seen.said == []


def test_after_an_edit_the_baseline_stands_where_it_stood(chart: Any) -> None:
    seen = chart("60-baseline-stays", view=ALL)
    was = seen.shown(9, "base_finish")
    at_cell(seen, 9, "duration")
    seen.keys("Enter", "Control+a", '"9d', "Enter")
    seen.settle()
    assert seen.shown(9, "duration") == 9 * 450 and seen.shown(9, "base_finish") == was is not None


def test_edits_that_never_arrive_are_taken_back_in_full_and_both_stay_typed(chart: Any) -> None:
    seen = chart("30-cut-off", view=ALL)
    at_cell(seen, 5, "duration")
    was = seen.shown(5, "duration")
    slow = Slow(seen)
    seen.keys("Enter", "Control+a", '"13d', "Enter", "Enter", "Control+a", '"14d', "Enter")
    assert seen.shown(5, "duration") == 14 * 450, "seen at once"
    slow.ends(cut=True)
    assert seen.shown(5, "duration") == was
    assert seen.page.input_value(".g-editor input") == "13d"
    seen.keys("Escape")
    seen.page.wait_for_selector(".g-editor")
    assert seen.page.input_value(".g-editor input") == "14d"
    seen.keys("Enter")
    seen.settle()
    assert seen.task(5)["duration"] == 14 * 450


def test_an_edit_stays_seen_while_the_answer_to_one_before_comes(chart: Any) -> None:
    seen = chart("30-over-another", view=ALL)
    at_cell(seen, 5, "duration")
    slow = Slow(seen)
    seen.keys("Enter", "Control+a", '"13d', "Enter", "Enter", "Control+a", '"14d', "Enter")
    while not slow.waits:
        seen.page.wait_for_timeout(20)
    slow.waits.pop(0).continue_()
    while not slow.waits:
        seen.page.wait_for_timeout(20)
    assert seen.task(5)["duration"] == 13 * 450 and seen.shown(5, "duration") == 14 * 450
    slow.ends(cut=False)
    assert seen.task(5)["duration"] == seen.shown(5, "duration") == 14 * 450


def test_new_tasks_that_never_arrive_come_back_one_after_another(chart: Any) -> None:
    seen = chart("10-adding-cut-off")
    at_cell(seen, 4, "name")
    slow = Slow(seen)
    seen.keys("Insert", '"First', "Enter", '"Second', "Enter", '"Third')
    slow.ends(cut=True)
    field = ".g-adding input"
    assert seen.page.input_value(field) == "Third", "what is typed just now is left alone"
    assert "does not answer" in seen.page.inner_text("#toasts")
    for name in ("First", "Second"):
        seen.keys("Enter")
        seen.until("document.querySelector('.g-adding input')?.value === v[0]", name)
    seen.keys("Enter")
    seen.settle()
    assert {"First", "Second", "Third"} <= {row["name"] for row in seen.kept.now["rows"]}


def test_what_is_refused_does_not_take_the_place_of_what_is_typed_elsewhere(chart: Any) -> None:
    seen = chart("30-refused-elsewhere", view=ALL)
    at_cell(seen, 5, "name")
    slow = Slow(seen)
    seen.keys("Enter", "Control+a", '"refuse it', "Enter")
    at_cell(seen, 7, "name")
    seen.keys("Enter", "Control+a", '"Half a na')
    slow.ends(cut=False)
    assert seen.page.input_value(".g-editor input") == "Half a na"
    assert "A name does not begin with" in seen.page.inner_text("#toasts")
    seen.keys('"me', "Enter")
    seen.until("document.querySelector('.g-editor input')?.value === 'refuse it'")
    assert seen.task(7)["name"] == "Half a name"


def test_what_somebody_else_made_of_a_cell_while_it_was_typed_into_is_not_overwritten(chart: Any) -> None:
    seen = chart("30-typed-over")
    at_cell(seen, 5, "name")
    seen.keys("Enter", "Control+a", '"Mine')
    seen.kept.somebody(5, name="Theirs")
    look(seen)
    seen.keys("Enter")
    seen.page.wait_for_selector(".g-clash")
    assert seen.task(5)["name"] == seen.shown(5, "name") == "Theirs"
    assert "Task: Ben Jones has Theirs, you have Mine." in seen.page.inner_text(".g-clash")
    seen.page.click("text=Take mine")
    seen.settle()
    assert seen.task(5)["name"] == "Mine"


def test_another_cell_of_the_same_task_is_saved_all_the_same(chart: Any) -> None:
    seen = chart("30-beside")
    at_cell(seen, 5, "name")
    seen.keys("Enter", "Control+a", '"Mine')
    seen.kept.somebody(5, duration=7 * 450)
    look(seen)
    seen.keys("Enter")
    seen.settle()
    assert (seen.task(5)["name"], seen.task(5)["duration"]) == ("Mine", 7 * 450)


def test_both_values_are_told_as_the_table_tells_them(chart: Any) -> None:
    seen = chart("30-clash-told", view=ALL)
    at_cell(seen, 5, "duration")
    seen.kept.somebody(5, duration_minutes=900)
    seen.keys("Enter", "Control+a", '"3d', "Enter")
    seen.page.wait_for_selector(".g-clash")
    assert "Duration: Ben Jones has 2 d, you have 3 d." in seen.page.inner_text(".g-clash")


def test_predecessors_and_people_that_others_added_meanwhile_stay(chart: Any) -> None:
    seen = chart("60-added-meanwhile", view=ALL)
    at_cell(seen, 5, "links")
    seen.keys("Enter", "End", '"; 1.9')

    def more(plan: dict[str, Any]) -> None:
        first, person = plan["links"][0], plan["assignments"][0]
        plan["links"].append(first | {"id": 901, "from": 2, "to": 5, "kind": "SS", "lag": 0})
        plan["assignments"].append(person | {"id": 902, "task": 5, "person": 9})

    before = sorted(one["from"] for one in seen.kept.now["links"] if one["to"] == 5)
    changed_by_ben(seen, more)
    look(seen)
    seen.keys("Enter")
    seen.settle()
    nine = seen.tell("chart.plan.tasks.id[chart.plan.byOutline.get('1.9')]")
    assert sorted(one["from"] for one in seen.kept.now["links"] if one["to"] == 5) == sorted([*before, 2, nine])
    assert 9 in [one["person"] for one in seen.kept.now["assignments"] if one["task"] == 5]


def test_links_and_shares_that_were_left_alone_keep_what_rounding_hides(chart: Any) -> None:
    seen = chart("60-rounded", view=ALL)
    seen.focus()

    def odd(plan: dict[str, Any]) -> None:
        link = next(one for one in plan["links"] if one["to"] == 5)
        link.update(lag=1000, lag_kind="elapsed", version=2)
        next(one for one in plan["assignments"] if one["task"] == 5).update(share=333_333, version=2)

    changed_by_ben(seen, odd)
    look(seen)
    at_cell(seen, 5, "links")
    seen.keys("Enter", "End", '"; 1.1SS', "Enter")
    seen.settle()
    at_cell(seen, 5, "people")
    seen.keys("Enter", "End", '"; Net', "Enter")
    seen.settle()
    assert 1000 in [one["lag"] for one in seen.kept.now["links"] if one["to"] == 5]
    found = [(one["role"], one["share"]) for one in seen.kept.now["assignments"] if one["task"] == 5]
    assert sorted(found, key=str) == [(1, 1_000_000), (None, 333_333)]


def test_of_two_people_of_one_name_the_one_who_works_on_it_stays(chart: Any) -> None:
    seen = chart("60-namesakes", view=ALL)
    seen.tell("chart.plan.people.set(77, { id: 77, name: 'Jun Lee' })")
    seen.tell("chart.plan.people = new Map([[76, { id: 76, name: 'Jun Lee' }], ...chart.plan.people])")
    at = "chart.plan.place.get(5)"
    seen.tell(f"chart.plan.assigned.set(5, [{{ id: 901, version: 1, task: 5, person: 77, role: null, share: 1e6 }}]); {at}")
    at_cell(seen, 5, "people")
    seen.keys("Enter", "End", '" 50%', "Enter")
    seen.page.wait_for_timeout(100)
    (step,) = seen.kept.asked[-1][1] if seen.kept.asked else [None]
    assert step is not None and step["operation"] == "assignment.edit" and step["on"] == [[901, 1]]


def test_a_filter_stays_right_when_the_whole_plan_is_read_again(chart: Any) -> None:
    seen = chart("60-whole")
    seen.focus()
    seen.page.fill("input[type=search]", "phase 2")
    assert seen.tell("[...chart.outline.rows].map(at => chart.plan.tasks.id[at])") == [13]
    changed_by_ben(seen, lambda plan: plan["rows"].pop(4))
    seen.page.route("**/since/**", lambda route: route.fulfill(json={"whole": True}))
    look(seen)
    assert seen.tell("[...chart.outline.rows].map(at => chart.plan.tasks.id[at])") == [13]


def test_a_bar_that_comes_back_to_its_day_is_left_alone(chart: Any) -> None:
    seen = chart("60-nudged", view=VIEW)
    seen.focus()
    bar = at_bar(seen, 9)
    drag(seen, (bar["x"] + 8, bar["y"] + 8), (bar["x"] + 9, bar["y"] + 8))
    seen.page.mouse.up()
    seen.keys("m", "ArrowRight", "ArrowLeft", "Enter")
    seen.page.wait_for_timeout(100)
    assert not [one for one in seen.kept.asked if one[0] == "change"] and seen.task(9)["constraint"] == "asap"


def test_a_bar_that_is_being_moved_stays_the_same_when_rows_go(chart: Any) -> None:
    seen = chart("60-moving-on")
    at_cell(seen, 9, "name")
    seen.keys("m")
    changed_by_ben(seen, lambda plan: plan["rows"].pop(3))
    look(seen)
    seen.keys("ArrowRight", "Enter")
    seen.settle()
    (step,) = next(steps for kind, steps in reversed(seen.kept.asked) if kind == "change")
    assert step["on"][0][0] == 9
    seen.keys("m")
    changed_by_ben(seen, lambda plan: plan["rows"].remove(next(row for row in plan["rows"] if row["id"] == 9)))
    look(seen)
    assert seen.page.locator(".g-hint").count() == 0, "what is gone is moved no more"


def test_whoever_goes_away_with_something_typed_is_asked_first(chart: Any) -> None:
    seen = chart("30-going")
    asked: list[str] = []
    seen.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    at_cell(seen, 5, "name")
    seen.keys("Enter", '"x')
    seen.page.reload()
    assert asked == ["beforeunload"]
    seen.page.wait_for_selector(".g-row")
    at_cell(seen, 5, "name")
    seen.keys("Enter", "Escape")
    seen.page.reload()
    assert asked == ["beforeunload"], "who typed nothing goes"


def test_signs_that_mean_something_to_programs_are_told_as_they_stand(chart: Any) -> None:
    seen = chart("30-signs")
    name = "Costs $$ and $& <b>{start}</b>"
    seen.kept.somebody(5, name=name)
    at_cell(seen, 5, "name")
    look(seen)
    seen.keys("m")
    assert name in seen.page.inner_text(".g-hint")
    seen.keys("Escape")
    assert seen.page.locator(".g-row.g-at .g-name").inner_text() == name


def test_numbers_are_told_as_they_can_be_typed_again_and_years_that_are_none_are_refused(chart: Any) -> None:
    seen = chart("30-numbers")
    found = seen.page.evaluate(
        """() => Promise.all(['told', 'typed'].map(name => import(`/static/js/gantt/${name}.js`))).then(([told, typed]) => {
            const span = told.span(1500.5 * 450, 450);
            let refused = '';
            try { told.unfield('20266-01-01'); } catch (error) { refused = error.message; }
            return [span, typed.spanOf(span, 450), told.unfield('2026-03-29'), refused];
        })"""
    )
    assert found == ["1500.5 d", 1500.5 * 450, 20_541 * DAY, "Choose a day."]


def test_a_constraint_that_ends_at_midnight_shows_its_last_day(chart: Any) -> None:
    seen = chart("60-midnight", view=ALL.replace("980", "1100"), width=1500)
    seen.kept.somebody(6, constraint="fnlt", constraint_at=20_806 * DAY)
    at_cell(seen, 6, "constraint")
    look(seen)
    seen.keys("Enter")
    assert seen.page.input_value(".g-editor input") == "2026-12-18"


def test_a_task_without_dates_gets_a_length_and_no_finish_in_1970(chart: Any) -> None:
    seen = chart("30-dateless", view=ALL)
    at_cell(seen, 5, "duration")
    seen.tell("Object.assign(chart.plan.set(chart.plan.place.get(5), { start: null, finish: null }))")
    slow = Slow(seen)
    seen.keys("Enter", "Control+a", '"3d', "Enter")
    assert (seen.shown(5, "finish"), seen.shown(5, "duration")) == (None, 1350)
    slow.ends(cut=False)
    assert seen.tell("chart.scale.from") > 20_000 * DAY
