"""--level: nobody has more to do than they can, every move has its reason, and the same options give the same plan again."""

import json
from itertools import pairwise

import pytest

from milepost.exchange.read import read_plan
from tests.cli.levelling import CALM, OTHER, ROLES, STUCK, TWICE, engineers, many, staff
from tests.cli.plans import NETWORK, at, write


@pytest.fixture
def answer(milepost, tmp_path):
    """The JSON of a run."""

    def run(*arguments):
        ran = milepost("plan", *arguments, "--quiet", "--json", tmp_path / "answer.json")
        assert ran.code == 0, ran.err
        return json.loads((tmp_path / "answer.json").read_text())

    return run


def dates(document, project=0):
    """(start, finish) by task name."""
    return {task["name"]: (task["dates"]["start"], task["dates"]["finish"]) for task in document["projects"][project]["tasks"]}


def said(ran):
    """What was printed, on one line."""
    return " ".join(ran.out.split())


@pytest.mark.duty_part("SR-11", "people's time is kept to, and each move says who was full until when", where="milepost plan --level")
def test_nobody_is_overloaded_any_more_and_the_finish_is_proven_to_be_the_earliest(milepost, tmp_path):
    ran = milepost("plan", write(tmp_path, "twice.csv", TWICE), "--level")
    assert ran.code == 0
    assert "Levelling ends Two at once on Mon 12 Jan 2026, 1 working day later than before; nobody is overloaded any more." in said(ran)
    assert "Proven: no schedule can be earlier." in said(ran)
    assert "Ann Smith is full until Tue 6 Jan 2026 17:00 with ‘Paint’." in said(ran)
    assert "Too much work: 16 h before, 0 h now." in said(ran)
    assert "Nobody has more work than time" in said(ran)


def test_the_levelled_dates_are_those_of_every_part_of_the_answer(answer, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    plain, levelled = answer(path), answer(path, "--level")
    assert plain["levelling"] is None and len(plain["overloads"]) == 1
    assert levelled["overloads"] == [] and levelled["levelling"]["verified"]
    assert dates(levelled)["Dig"] == ("2026-01-07T08:00:00", "2026-01-12T17:00:00")
    assert dates(levelled)["Paint"] == dates(plain)["Paint"]
    assert levelled["projects"][0]["finish"] == levelled["levelling"]["projects"][0]["finish"] == "2026-01-12T17:00:00"
    assert levelled["levelling"]["projects"][0]["finish_before"] == plain["projects"][0]["finish"] == "2026-01-09T17:00:00"
    moved = {task["name"]: task for task in levelled["levelling"]["moved"]}
    assert set(moved) == {"Dig", "Open"}
    assert moved["Dig"]["moved_minutes"] == 2 * 480 and moved["Dig"]["start_before"] == "2026-01-05T08:00:00"
    assert moved["Dig"]["blockers"][0]["task"] == "2" and moved["Dig"]["blockers"][0]["until"] == "2026-01-06T17:00:00"
    assert moved["Open"]["reason"] == "follows ‘Dig’, which moved" and moved["Open"]["blockers"] == []


def test_ms_project_gets_the_levelling_delay_and_opens_to_the_same_dates(milepost, answer, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    milepost("plan", path, "--level", "--mspdi", tmp_path / "levelled.xml")
    plan = read_plan(tmp_path / "levelled.xml").plan
    dig = next(task for task in plan.tasks if task.name == "Dig")
    assert dig.leveling_delay == 2 * 86_400 and dig.stored.start == at("2026-01-07T08:00")
    assert dates(answer(tmp_path / "levelled.xml"))["Dig"] == dates(answer(path, "--level"))["Dig"]


def test_where_nobody_was_overloaded_nothing_moves(milepost, answer, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    assert "Nobody was overloaded: nothing had to move." in said(milepost("plan", path, "--level"))
    document = answer(path, "--level")
    assert document["levelling"]["moved"] == [] and dates(document) == dates(answer(path))


def test_what_may_not_move_is_told_with_its_reason(milepost, answer, tmp_path):
    path = write(tmp_path, "stuck.csv", STUCK)
    ran = milepost("plan", path, "--level")
    assert ran.code == 0 and "Nothing moved: Ann Smith still has more work than time." in said(ran)
    assert "1 ‘Dig’ and 2 ‘Paint’ stay: priority 1000." in said(ran)
    left = answer(path, "--level")["levelling"]["overloads_left"]
    assert [overload["reason"] for overload in left] == ["1 ‘Dig’ and 2 ‘Paint’ stay: priority 1000."]


def test_explain_tells_first_whom_a_moved_task_waits_for(milepost, answer, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    ran = milepost("plan", path, "--level", "--explain", "Dig")
    assert "1. 'Dig' (1) waits for Ann Smith: Ann Smith is full until Tue 6 Jan 2026 17:00 with ‘Paint’." in said(ran)
    assert "Before levelling it started Mon 5 Jan 2026 08:00." in said(ran)
    chain = answer(path, "--level", "--explain", "Open")["explanations"][0]["reasons"]
    assert [reason["code"] for reason in chain if reason["code"] == "levelling"] == ["levelling", "levelling"]
    assert chain[0]["text"].startswith("'Open' (4) was moved by levelling: it follows ‘Dig’, which moved.")
    assert all(reason["code"] != "levelling" for reason in answer(path, "--explain", "Open")["explanations"][0]["reasons"])


def test_several_plans_share_their_people(milepost, answer, tmp_path):
    one, other = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "other.csv", OTHER)
    document = answer(one, other, "--level", "--work", "50")
    assert document["overloads"] == [] and document["levelling"]["verified"]
    busy = sorted(
        (task[0], task[1])
        for number, names in ((0, ("Dig", "Paint")), (1, ("CANARY survey", "CANARY report")))
        for name, task in dates(document, number).items()
        if name in names
    )
    assert all(before[1] < after[0] for before, after in pairwise(busy)), "Ann does one thing at a time"
    out = said(milepost("plan", one, other, "--level"))
    assert "of Other job." in out or "of Two at once." in out, "whose work stands in the way is named with its project"


@pytest.mark.parametrize(("heavy", "first"), [("Two at once", 0), ("other.csv", 1), ("CANARY Foods", 1)])
def test_the_heavier_project_goes_first(answer, tmp_path, heavy, first):
    one, other = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "other.csv", OTHER)
    document = answer(one, other, "--level", "--work", "3000", "--weight", f"{heavy}=50")
    later = [project["later_minutes"] for project in document["levelling"]["projects"]]
    assert later[first] <= 480 < later[1 - first]
    assert document["levelling"]["projects"][first]["weight"] == 50


def test_a_project_that_has_time_lets_the_other_go_first(answer, tmp_path):
    one, other = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "other.csv", OTHER)
    document = answer(one, other, "--level", "--due", "other=2026-03-31", "--due", "harbour council=2026-01-12")
    assert document["levelling"]["delay_minutes"] == 0
    assert document["levelling"]["projects"][1]["due"] == "2026-03-31T17:00:00"
    assert document["levelling"]["findings"][-1]["text"] == "No project is late, so there was nothing to gain"


def test_the_same_options_give_the_same_bytes_and_another_seed_is_told(milepost, tmp_path):
    path = write(tmp_path, "many.csv", many(4, 30))
    for name in ("one", "two"):
        ran = milepost("plan", path, "--level", "--work", "200", "--seed", "7", "--json", tmp_path / f"{name}.json")
        assert ran.code == 0 and "--seed 7" in said(ran)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


@pytest.mark.parametrize("more", [(), ("--minimal-change",), ("--steady",)])
def test_what_stopped_after_seconds_is_replayed_to_the_byte(milepost, tmp_path, more):
    path = write(tmp_path, "many.csv", many(4, 40))
    ran = milepost("plan", path, "--level", "--seconds", "0.001", *more, "--json", tmp_path / "a.json", "--mspdi", tmp_path / "a.xml")
    assert ran.code == 0, ran.err
    again = json.loads((tmp_path / "a.json").read_text())["levelling"]["replay"].split()
    assert f"--level {' '.join(again)}" in said(ran)
    ran = milepost("plan", path, "--level", *again, *more, "--json", tmp_path / "b.json", "--mspdi", tmp_path / "b.xml")
    assert ran.code == 0, ran.err
    for kind in ("json", "xml"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_a_stop_by_the_clock_is_said(milepost, tmp_path):
    ran = milepost("plan", write(tmp_path, "many.csv", many(5, 60)), "--level", "--seconds", "0.001")
    assert "Stopped after the given time; the best schedule so far is kept." in said(ran)


def test_minimal_change_moves_fewer_tasks_than_a_new_plan(milepost, answer, tmp_path):
    """A plan that was levelled and agreed, and then somebody is away for three days."""
    milepost("plan", write(tmp_path, "many.csv", many(4, 24)), "--level", "--mspdi", tmp_path / "agreed.xml")
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nPerson 1,2026-01-14,2026-01-16,100%,Audit\n")
    little = answer(tmp_path / "agreed.xml", "--level", "--minimal-change", "--bookings", held)
    free = answer(tmp_path / "agreed.xml", "--level", "--bookings", held)
    assert free["overloads"] == little["overloads"] == [] and little["levelling"]["minimal_change"]
    assert 0 < len(little["levelling"]["moved"]) < len(free["levelling"]["moved"])
    assert little["levelling"]["findings"][1]["text"].endswith("as few and as little as found")


def test_steady_says_how_often_people_come_back(answer, tmp_path):
    one, other = write(tmp_path, "many.csv", many(3, 18)), write(tmp_path, "more.csv", many(3, 18).replace("Many", "More"))
    document = answer(one, other, "--level", "--steady")
    assert document["levelling"]["steady"]
    text = document["levelling"]["findings"][1]["text"]
    assert "comes back to it" in text or "come back" in text


def test_placeholders_get_people_by_skill_and_level(milepost, answer, tmp_path):
    path, people = write(tmp_path, "roles.csv", ROLES), engineers(tmp_path)
    document = answer(path, "--people", people, "--level", "--choose-people")
    chosen = {one["task"]: one["person"] for one in document["levelling"]["assigned"]}
    names = {person["id"]: person["name"] for person in document["people"]}
    assert {names[chosen["1"]], names[chosen["2"]]} == {"Nia Okoro", "Ned Park"}, "both at once, each by one of those who can"
    assert {a["name"] for a in document["projects"][0]["assignments"]} == {"Nia Okoro", "Ned Park", "Tester"}
    assert "Zed Idle" not in names.values() and "Lou Beginner" not in names.values(), "who got nothing is no part of the plan"
    ran = milepost("plan", path, "--people", people, "--level", "--choose-people", "--mspdi", tmp_path / "staffed.xml")
    assert "2 placeholders filled" in said(ran) and "Networks 3" in said(ran)
    assert "resource 'Tester': this placeholder names no skills" not in said(ran), "it is a person to Milepost, not a placeholder"
    plan = read_plan(tmp_path / "staffed.xml").plan
    assert {resource.name for resource in plan.resources} == {"Network engineer", "Tester", "Nia Okoro", "Ned Park"}


def test_a_placeholder_nobody_can_fill_is_told(milepost, tmp_path):
    path = write(tmp_path, "roles.csv", ROLES)
    people = staff(
        tmp_path,
        {"name": "Network engineer", "generic": True, "skills": [{"name": "Networks", "level": 5}]},
        {"name": "Tester", "generic": True},
        {"name": "Lou Beginner", "skills": [{"name": "Networks", "level": 1}]},
    )
    ran = milepost("plan", path, "--people", people, "--level", "--choose-people")
    assert ran.code == 0 and "roles.csv, task 1 'Lay cables'" in said(ran) and "Networks at level 5" in said(ran)
    assert "roles.csv, resource 'Tester': this placeholder names no skills" in said(ran)


def test_bookings_stand_and_are_the_reason(answer, milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nAnn Smith,2026-01-05,2026-01-06,100%,Audit in Leeds\n")
    document = answer(path, "--level", "--bookings", held)
    assert dates(document)["Dig"][0] == "2026-01-07T08:00:00"
    assert document["levelling"]["bookings"][0]["label"] == "Audit in Leeds"
    blocker = document["levelling"]["moved"][0]["blockers"][0]
    assert blocker["label"] == "Audit in Leeds" and blocker["task"] is None and blocker["project"] is None
    assert "with ‘Audit in Leeds’" in said(milepost("plan", path, "--level", "--bookings", held))


def test_a_booking_of_somebody_else_is_told_and_nothing_is_guessed(milepost, tmp_path):
    path = write(tmp_path, "calm.csv", CALM)
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nAnna Smythe,2026-01-05,2026-01-06,100%,Audit\n")
    ran = milepost("plan", path, "--level", "--bookings", held)
    assert ran.code == 0 and "'Anna Smythe'" in said(ran) and "Ann Smith" in said(ran) and "held.csv line 2" in said(ran)


def test_work_nobody_ever_has_time_for_is_told_and_the_rest_is_levelled(milepost, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    people = staff(tmp_path, {"name": "Bob", "availability": [{"from": "2025-01-01", "to": "2026-01-06", "units": "100%"}]})
    ran = milepost("plan", path, "--people", people, "--level")
    assert ran.code == 0 and "Nobody is ever free for twice.csv, task 3 'Fence'" in said(ran)
    assert "Ann Smith is full until" in said(ran)


def test_a_research_instance_is_levelled(answer, root):
    path = root / "tests" / "exchange" / "cases" / "small.sm"
    document = answer(path, "--start", "2026-01-05", "--level")
    assert document["overloads"] == [] and document["levelling"]["verified"]
    assert [task["name"] for task in document["levelling"]["moved"]] == ["Job 4", "Job 5", "Finish"]
    assert document["levelling"]["moved"][0]["reason"] == "R1 and R2 are full until Thu 8 Jan 2026 17:00 with ‘Job 3’"
    assert document["levelling"]["findings"][-1]["text"] == "Proven: no schedule can end on an earlier day"


def test_a_published_research_instance_is_levelled_and_replayed(milepost, shared_data, tmp_path):
    path = shared_data / "psplib" / "J30" / "J30_1.txt"
    ran = milepost("plan", path, "--start", "2026-01-05", "--level", "--seconds", "0.2", "--json", tmp_path / "a.json")
    assert ran.code == 0, ran.err
    first = json.loads((tmp_path / "a.json").read_text())
    assert first["levelling"]["verified"] and first["overloads"] == []
    again = first["levelling"]["replay"].split()
    assert milepost("plan", path, "--start", "2026-01-05", "--level", *again, "--json", tmp_path / "b.json").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_quiet_prints_nothing(milepost, tmp_path):
    ran = milepost("plan", write(tmp_path, "twice.csv", TWICE), "--level", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_what_the_file_stored_is_compared_before_levelling(milepost, answer, tmp_path):
    milepost("plan", write(tmp_path, "network.csv", NETWORK), "--mspdi", tmp_path / "network.xml")
    document = answer(tmp_path / "network.xml", write(tmp_path, "other.csv", OTHER.replace("Ann Smith", "Bob")), "--level")
    assert document["levelling"]["moved"]
    assert document["projects"][0]["stored_dates"]["different"] == []


def test_a_file_that_lets_nobody_be_levelled_is_levelled_and_says_so(milepost, answer, tmp_path):
    """ProjectLibre, GanttProject and Primavera exports say so of everybody, for they know no such thing."""
    milepost("plan", write(tmp_path, "twice.csv", TWICE), "--mspdi", tmp_path / "twice.xml")
    text = (tmp_path / "twice.xml").read_text(encoding="utf-8")
    none = write(tmp_path, "none.xml", text.replace("<CanLevel>1", "<CanLevel>0"))
    ran = milepost("plan", none, "--level")
    assert "nobody is overloaded any more" in said(ran) and "note: none.xml: It says of all its people that they are not to be" in said(ran)
    ann = text.index("<Name>Ann Smith</Name>")
    some = write(tmp_path, "some.xml", text[:ann] + text[ann:].replace("<CanLevel>1", "<CanLevel>0", 1))
    left = answer(some, "--level")["levelling"]["overloads_left"]
    assert [overload["reason"] for overload in left] == ["The plan says that this one's work is not to be levelled."]
