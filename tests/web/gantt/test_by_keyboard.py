"""The plan is built and changed by keys alone, every change is seen at once, and what is refused is taken back and stays typed."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
ALL = "{ columns: ['outline','name','start','finish','duration','done','links','people','deadline','constraint'], split: 980 }"


def at_cell(seen: Any, task: int, column: str) -> None:
    seen.focus()
    seen.tell(
        "chart.goTo(chart.outline.rowOf[chart.plan.place.get(v[0])], chart.columns.findIndex(({ key }) => key === v[1]))", task, column
    )


def test_arrows_go_through_rows_and_cells(chart: Any) -> None:
    seen = chart("60-arrows")
    seen.focus()
    seen.keys("Control+Home")

    def active() -> str:
        return str(seen.page.get_attribute(".g-scroll", "aria-activedescendant"))

    assert active() == "g-row-0"
    seen.keys("ArrowDown", "ArrowRight")
    assert active() == "g-cell-1-0"
    seen.keys("End")
    assert active() == "g-cell-1-2"
    seen.keys("Home", "ArrowLeft", "ArrowLeft")
    assert active() == "g-row-0", "from a row to what it is part of"
    seen.keys("ArrowLeft", "ArrowDown")
    assert seen.tell("chart.plan.tasks.level[chart.outline.rows[1]]") == 1, "closed"
    seen.keys("ArrowUp", "ArrowRight", "End")
    assert active() == f"g-row-{seen.tell('chart.outline.rows.length') - 1}"
    assert seen.page.locator(f"#{active()}").count() == 1, "what is named is there"


def test_a_plan_is_built_by_typing(chart: Any) -> None:
    seen = chart("0-built")
    seen.focus()
    seen.keys("Insert", '"Prepare', "Enter", '"Build', "Enter")
    seen.until("chart.plan.count === 2")
    seen.keys("Tab", '"Foundations', "Enter", '"Walls', "Enter", "Shift+Tab", '"Hand over', "Enter", "Escape")
    seen.until("chart.plan.count === 5")
    outline = seen.tell("chart.plan.tasks.name.map((name, at) => [chart.plan.outline[at], name])")
    assert outline == [["1", "Prepare"], ["2", "Build"], ["2.1", "Foundations"], ["2.2", "Walls"], ["3", "Hand over"]]
    assert [row["name"] for row in seen.kept.now["rows"]] == ["Prepare", "Build", "Foundations", "Walls", "Hand over"]
    at_cell(seen, 2, "name")
    seen.keys("Insert", "Tab", '"Roof', "Enter", "Escape")
    seen.until("chart.plan.count === 6")
    assert [row["name"] for row in seen.kept.now["rows"]][2:5] == ["Foundations", "Walls", "Roof"], "behind the parts that are there"
    assert seen.said == []


TYPED = [
    ("name", "Another name", lambda row: row["name"] == "Another name"),
    ("start", "2026-12-07", lambda row: row["constraint"] == "snet" and row["constraint_at"] == 20_794 * 1440 + 540),
    ("finish", "2027-01-29", lambda row: row["finish"] == 20_847 * 1440 + 1050),
    ("duration", "2.5d", lambda row: row["duration"] == 1125),
    ("duration", "4h", lambda row: row["duration"] == 240),
    ("duration", "0", lambda row: row["duration"] == 0 and row["kind"] == "milestone"),
    ("done", "40", lambda row: row["done"] == 400_000),
    ("deadline", "2026-12-24", lambda row: row["deadline"] == 20_811 * 1440 + 1050),
]


@pytest.mark.parametrize(("column", "typed", "right"), TYPED, ids=[f"{column} {typed}" for column, typed, _ in TYPED])
def test_every_cell_is_edited_in_its_place(chart: Any, column: str, typed: str, right: Any) -> None:
    seen = chart(f"60-cell-{column}-{len(typed)}", view=ALL)
    at_cell(seen, 5, column)
    seen.keys("F2")
    seen.page.locator(".g-editor input").fill(typed)
    seen.keys("Enter")
    seen.settle()
    assert right(seen.task(5)), seen.task(5)
    assert seen.page.evaluate("document.activeElement.className") == "g-scroll", "the focus goes back"
    assert seen.said == []


def test_a_milestone_that_takes_time_is_a_task(chart: Any) -> None:
    seen = chart("60-no-milestone", view=ALL)
    for typed, kind in (("0", "milestone"), ("2d", "task")):
        at_cell(seen, 5, "duration")
        seen.keys("F2", "Control+a", f'"{typed}', "Enter")
        seen.settle()
        assert seen.task(5)["kind"] == seen.shown(5, "kind") == kind


def test_a_milestone_is_not_made_longer_and_it_is_told_why(chart: Any) -> None:
    seen = chart("60-milestone-end")
    milestone = next(row["id"] for row in seen.kept.now["rows"] if row["kind"] == "milestone")
    at_cell(seen, milestone, "name")
    seen.keys("d")
    assert seen.tell("chart.live.textContent") == "A milestone takes no time: it can be moved, not made longer."
    seen.keys("m")
    assert seen.page.locator(".g-hint").is_visible(), "it can be moved"


def test_predecessors_are_typed_by_number_of_the_outline_kind_and_lag(chart: Any) -> None:
    seen = chart("60-typed-links", view=ALL)
    at_cell(seen, 5, "links")
    seen.keys("Enter", "Control+a", '"1.1SS+2d; 1.2FF-4h; TSK-4 FS+50%', "Enter")
    seen.settle()
    found = sorted((one["from"], one["kind"], one["lag"], one["lag_kind"]) for one in seen.kept.now["links"] if one["to"] == 5)
    assert found == [(2, "SS", 900, "working"), (3, "FF", -240, "working"), (4, "FS", 5000, "percent")]
    seen.keys("Enter", "Control+a", '"1.99', "Enter")
    assert "There is no task 1.99 in this plan." in seen.page.inner_text(".g-fault")
    assert seen.page.input_value(".g-editor input") == "1.99", "what was typed stays"
    seen.keys("Escape")


def test_people_are_found_by_a_part_of_their_name_and_suggested(chart: Any) -> None:
    seen = chart("60-typed-people", view=ALL)
    at_cell(seen, 5, "people")
    seen.keys("Enter", "Control+a", '"chi')
    assert seen.page.locator(".g-offers [role=option]").all_inner_texts() == ["Chidi Okafor"]
    seen.keys("ArrowDown", "Enter", '" 50%; net', "Escape", "Enter")
    seen.settle()
    found = [(one["person"], one["role"], one["share"]) for one in seen.kept.now["assignments"] if one["task"] == 5]
    assert found == [(3, None, 500_000), (None, 1, 1_000_000)]


def test_a_name_with_a_comma_in_it_is_one_name(chart: Any) -> None:
    seen = chart("60-typed-comma", view=ALL)
    seen.tell("chart.plan.people.set(88, { id: 88, name: 'Smith, Ann' })")
    at_cell(seen, 5, "people")
    seen.keys("Enter", "Control+a", '"chidi okafor, Smith, Ann 50%; net', "Enter")
    seen.until("chart.plan.assignmentsOf(chart.plan.place.get(5)).length === 3")
    found = sorted((one["person"] or 0, one["role"], one["share"]) for one in seen.kept.now["assignments"] if one["task"] == 5)
    assert found == [(0, 1, 1_000_000), (3, None, 1_000_000), (88, None, 500_000)]
    at_cell(seen, 6, "people")
    seen.keys("Enter", "Control+a", '"chidi okafor; smith, a')
    seen.page.wait_for_selector(".g-offers [role=option]:has-text('Smith, Ann')")
    seen.keys("ArrowDown", "Enter")
    assert seen.page.input_value(".g-editor input") == "chidi okafor; Smith, Ann"
    seen.keys("Control+a", '"chidi okafor, smi', "ArrowDown", "Enter")
    assert seen.page.input_value(".g-editor input") == "chidi okafor, Smith, Ann"
    seen.keys("Enter")
    seen.until("chart.plan.assignmentsOf(chart.plan.place.get(6)).some(one => one.person === 88)")
    assert sorted(one["person"] for one in seen.kept.now["assignments"] if one["task"] == 6) == [3, 88]
    assert seen.said == []


def test_people_who_are_not_in_the_plan_yet_are_found_in_the_house(chart: Any) -> None:
    seen = chart("60-typed-others", view=ALL)
    at_cell(seen, 6, "people")
    seen.keys("Enter", "Control+a", '"zoe', "Enter")
    seen.until("chart.plan.assignmentsOf(chart.plan.place.get(6)).some(one => one.person === 99)")
    at_cell(seen, 7, "people")
    seen.keys("Enter", "Control+a", '"zo')
    seen.page.wait_for_selector(".g-offers [role=option]:has-text('Zoe Young')")
    seen.keys("Escape", "Escape")
    assert seen.said == []


def test_a_constraint_needs_its_day(chart: Any) -> None:
    seen = chart("60-constraint", view=ALL.replace("980", "1100"), width=1500)
    at_cell(seen, 6, "constraint")
    seen.keys("Enter")
    seen.page.select_option(".g-editor select", "fnet")
    seen.keys("Enter")
    assert "This constraint needs a day." in seen.page.inner_text(".g-fault")
    seen.page.fill(".g-editor input", "2026-12-18")
    seen.keys("Enter")
    seen.settle()
    assert (seen.task(6)["constraint"], seen.task(6)["constraint_at"]) == ("fnet", 20_805 * 1440 + 1050)


def test_tasks_go_in_and_out_up_and_down_and_the_focus_goes_with_them(chart: Any) -> None:
    seen = chart("30-outline")
    at_cell(seen, 4, "name")
    seen.keys("Alt+Shift+ArrowRight")
    seen.until("chart.plan.tasks.level[chart.plan.place.get(4)] === 3")
    assert seen.task(4)["parent"] == 3
    seen.keys("Alt+Shift+ArrowLeft")
    seen.until("chart.plan.tasks.level[chart.plan.place.get(4)] === 2")
    seen.keys("Alt+ArrowUp")
    seen.until("chart.plan.place.get(4) < chart.plan.place.get(3)")
    seen.keys("Alt+ArrowDown")
    seen.until("chart.plan.place.get(4) > chart.plan.place.get(3)")
    assert seen.shown(4, "level") == 2 and seen.tell("chart.idAt(chart.cursor.row)") == 4


def test_tab_in_a_name_pushes_the_task_in(chart: Any) -> None:
    seen = chart("30-tab")
    at_cell(seen, 4, "name")
    seen.keys("Enter", "Tab")
    seen.until("chart.plan.tasks.level[chart.plan.place.get(4)] === 3")
    assert seen.page.evaluate("document.activeElement.value") == seen.task(4)["name"], "and goes on with the name"
    seen.keys("Escape")


def test_deleting_can_be_undone_for_a_while_and_by_key(chart: Any) -> None:
    seen = chart("30-delete")
    at_cell(seen, 5, "name")
    links = len(seen.kept.now["links"])
    seen.keys("Delete")
    seen.settle()
    assert all(row["id"] != 5 for row in seen.kept.now["rows"]) and len(seen.kept.now["links"]) < links
    assert seen.page.is_visible("#toasts button:has-text('Undo')")
    seen.page.click("#toasts button:has-text('Undo')")
    seen.until("chart.plan.place.has(5)")
    assert len(seen.kept.now["links"]) == links
    seen.focus()
    seen.keys("Delete")
    seen.until("!chart.plan.place.has(5)")
    seen.keys("Control+z")
    seen.until("chart.plan.place.has(5)")


def test_several_are_chosen_and_edited_at_once(chart: Any) -> None:
    seen = chart("30-several", view=ALL)
    at_cell(seen, 3, "duration")
    seen.keys("Shift+ArrowDown", "Shift+ArrowDown")
    assert seen.page.locator(".g-row[aria-selected=true]").count() == 3
    seen.keys("Enter", "Control+a", '"3d', "Enter")
    seen.settle()
    assert [seen.task(one)["duration"] for one in (3, 4, 5)] == [1350] * 3
    assert [kind for kind, _ in seen.kept.asked] == ["change"], "in one batch"
    seen.keys("Escape")
    assert seen.page.locator(".g-row[aria-selected=true]").count() == 0


def test_what_the_server_refuses_is_taken_back_and_stays_typed(chart: Any) -> None:
    seen = chart("30-refused")
    at_cell(seen, 5, "name")
    was = seen.shown(5, "name")
    seen.keys("Enter", "Control+a", '"refuse it', "Enter")
    seen.page.wait_for_selector(".g-fault")
    assert "A name does not begin with" in seen.page.inner_text(".g-fault")
    assert seen.page.input_value(".g-editor input") == "refuse it" and seen.shown(5, "name") == was
    seen.keys("Control+a", '"Better', "Enter")
    seen.settle()
    assert seen.task(5)["name"] == "Better"


def test_when_somebody_else_was_quicker_both_values_are_shown(chart: Any) -> None:
    seen = chart("30-clash")
    seen.focus()
    seen.kept.somebody(5, name="Theirs")
    at_cell(seen, 5, "name")
    seen.keys("Enter", "Control+a", '"Mine', "Enter")
    seen.page.wait_for_selector(".g-clash")
    told = seen.page.inner_text(".g-clash")
    assert "Ben Jones" in told and "Theirs" in told and "Mine" in told
    assert seen.shown(5, "name") == "Theirs"
    seen.page.click("text=Take mine")
    seen.settle()
    assert seen.task(5)["name"] == "Mine"


def test_what_others_change_comes_in_without_asking(chart: Any) -> None:
    seen = chart("30-since")
    seen.focus()
    seen.kept.somebody(6, name="Changed by Ben")
    seen.tell("chart.hands.edits.look()")
    seen.until("chart.plan.tasks.name[chart.plan.place.get(6)] === 'Changed by Ben'")
    assert seen.page.inner_text("mp-gantt > .unseen[role=status]") == "Ben Jones changed the plan."


def test_a_bar_is_moved_lengthened_and_linked_by_keys_with_what_would_come_of_it(chart: Any) -> None:
    seen = chart("60-bar-keys")
    at_cell(seen, 9, "name")
    start = seen.task(9)["start"]
    seen.keys("m", "Shift+ArrowRight")
    seen.page.wait_for_selector(".g-outcome:not(:empty)")
    assert "other tasks move" in seen.page.inner_text(".g-outcome") and seen.task(9)["start"] == start, "asked, not done"
    seen.keys("Escape")
    assert seen.shown(9, "start") == start
    seen.keys("m", "ArrowRight", "Enter")
    seen.settle()
    assert seen.task(9)["constraint"] == "snet" and seen.task(9)["start"] > start
    length = seen.task(9)["duration"]
    seen.keys("d", "ArrowRight", "Enter")
    seen.settle()
    assert seen.task(9)["duration"] == length + 450
    seen.keys("l", "ArrowDown", "ArrowDown", "ArrowRight", "Enter")
    seen.settle()
    assert {"from": 9, "to": 11, "kind": "SS"}.items() <= seen.kept.now["links"][-1].items()


def test_who_may_only_look_changes_nothing(chart: Any) -> None:
    seen = chart("30-read-only")
    at_cell(seen, 5, "name")
    seen.keys("Enter", "Delete", "Insert", "m", "Alt+Shift+ArrowRight")
    seen.page.wait_for_timeout(100)
    assert seen.kept.asked == [] and seen.page.locator(".g-editor, .g-hint").count() == 0
    assert "may look at this plan" in seen.page.inner_text("#toasts")
    assert seen.page.locator(".g-handle").count() == 0


def test_the_menu_of_a_task_does_all_of_it(chart: Any) -> None:
    seen = chart("30-menu")
    at_cell(seen, 5, "name")
    seen.keys(".")
    items = seen.page.locator("[role=menuitem]")
    assert items.count() == 12 and seen.page.evaluate("document.activeElement.getAttribute('role')") == "menuitem"
    seen.keys("End", "ArrowUp", "ArrowUp", "Enter")
    seen.page.wait_for_selector("#peek[open]")
    assert "Why this date?" in seen.page.inner_text("#peek")
