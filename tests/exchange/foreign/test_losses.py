"""What gets lost on the way from a foreign format is counted and said: by kind, by comparison, and by the file's own rows."""

from milepost.engine.model import Baseline, Calendar, Link, Plan, Task, weekdays
from milepost.engine.problem import Severity
from milepost.exchange.foreign.child import facts
from milepost.exchange.foreign.losses import LOSSES, differences_told, losses_told
from milepost.exchange.foreign.raw import rows_of, rows_told
from milepost.exchange.foreign.reader import stubs_told

PLAN = Plan(
    "p",
    0,
    tasks=(Task("0", "project", level=0), Task("1", "a", baselines=(Baseline(0, start=5),)), Task("2", "b", notes="n", deadline=3)),
    links=(Link("1", "2"), Link("9", "2", external="other.mpp\\4")),
    calendars=(Calendar("c", "Standard", weekdays()), Calendar("d", "Anna", weekdays(), personal=True)),
)
HELD = {"tasks": 2, "links": 1, "resources": 0, "assignments": 0, "calendars": 1, "baselines": 1, "deadlines": 1, "notes": 1}


def test_equal_counts_say_nothing() -> None:
    assert list(differences_told(HELD, PLAN, place="p.mpp")) == []


def test_every_thing_that_is_fewer_is_told_with_both_numbers() -> None:
    for thing in HELD:
        (told,) = differences_told({**HELD, thing: HELD[thing] + 2}, PLAN, place="p.mpp")
        assert told.code == f"fewer-{thing}"
        assert told.message.startswith(f"2 of {HELD[thing] + 2} {thing} could not be kept")
        assert told.severity is Severity.WARNING


def test_more_than_the_other_program_counted_is_no_loss() -> None:
    assert list(differences_told({**HELD, "links": 0}, PLAN, place="p.mpp")) == []


def test_each_kind_of_loss_has_its_words() -> None:
    for kind in LOSSES:
        (told,) = losses_told({kind: {"count": 5, "first": ["A1 'x'", "A2 'y'", "A3 'z'"]}}, place="p.xer")
        assert "5 found: A1 'x', A2 'y', A3 'z' and 2 more." in told.message
        assert told.code.startswith("not-kept-")


def test_every_kind_the_reader_looks_for_can_be_told() -> None:
    assert set(facts.TASK_FIELDS) <= set(LOSSES)


def test_rows_of_an_xer_are_counted_by_table() -> None:
    xer = b"ERMHDR\t19.12\n%T\tTASK\n%F\ttask_id\n%R\t1\n%R\t2\n%T\tTASKPRED\n%F\tid\n%R\t1\n%E\n"
    assert rows_of(xer) == {"tasks": 2, "links": 1}
    assert rows_of(b"\xef\xbb\xbf" + xer) == {"tasks": 2, "links": 1}


def test_links_of_xml_formats_are_counted() -> None:
    assert rows_of(b"<APIBusinessObjects><Relationship/><Relationship a=''></Relationship><RelationshipX/></APIBusinessObjects>") == {
        "links": 2
    }
    assert rows_of(b'<project mrproject-version="2"><predecessors><predecessor id="1"/></predecessors></project>') == {"links": 1}
    assert rows_of(b"\xd0\xcf\x11\xe0") == {}


def test_rows_the_reader_did_not_find_are_told_over_all_projects() -> None:
    xer = b"ERMHDR\n%T\tTASKPRED\n%R\t1\n%R\t2\n%R\t3\n"
    projects = [{"counts": {"tasks": 9, "links": 1}}, {"counts": {"tasks": 9, "links": 1}}]
    (told,) = rows_told(xer, projects, name="p.xer")
    assert told.message.startswith("1 of 3 links in the file could not be read")
    assert list(rows_told(xer, [*projects, projects[0]], name="p.xer")) == []


def test_projects_that_are_only_mentioned_are_named() -> None:
    whole = {"name": "Whole", "code": "W", "counts": {"tasks": 9}}
    stub = {"name": "", "code": "STUB", "counts": {"tasks": 2}}
    assert stubs_told([whole], [whole], name="p.xer") == []
    (told,) = stubs_told([whole, stub], [whole], name="p.xer")
    assert told.message.startswith("1 of 2 projects in this file were not exported whole")
    assert "'STUB' (2 tasks)" in told.message
