"""Bad input: every refusal names the file, the line, what was expected and what to do; as many problems as can be found at once."""

from typing import Any

import pytest

from milepost.engine.problem import Problem, Severity
from milepost.exchange.mspdi import read
from tests.exchange.mspdi.making import HEADER, NAME, STANDARD, codes, document, element, link, plan_of, refused, task

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>\n'
)
RESOURCE = element("Resource", UID=1, Name="Asha", Type=1)


def assignment(**children: object) -> str:
    return element("Assignment", **{"UID": 1, "TaskUID": 1, "ResourceUID": 1, **children})


def calendar(uid: int, base: int, is_base: int = 0) -> str:
    return element("Calendar", UID=uid, Name=f"C{uid}", IsBaseCalendar=is_base, BaseCalendarUID=base)


WHOLE = [
    ("nothing at all", b"", "empty-file"),
    ("only white space", b"  \n ", "empty-file"),
    ("no XML", b"Task;Start\n1;2", "bad-xml"),
    ("a file of Project itself", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "bad-xml"),
    ("cut off", document(task(1) + task(2))[:-60], "bad-xml"),
    ("cut off in a tag", document(task(1))[:200], "bad-xml"),
    ("an entity bomb", document(task(1, Name="<X>&c;</X>"), first_line=BOMB), "doctype"),
    ("an external entity", document(first_line='<?xml version="1.0"?>\n<!DOCTYPE p SYSTEM "http://127.0.0.1:9/x.dtd">\n'), "doctype"),
    ("an undeclared entity", document(task(1, Name="<X>&nbsp;</X>")), "bad-xml"),
    ("a control character", document(task(1)).replace(b"Task 1", b"Task \x08"), "bad-xml"),
    ("Latin-1 called UTF-8", document(task(1)).replace(b"Task 1", b"Caf\xe9"), "bad-xml"),
    ("an unknown encoding", document(first_line='<?xml version="1.0" encoding="klingon"?>'), "bad-xml"),
    ("deep nesting", document("<a>" * 400 + "</a>" * 400), "bad-xml"),
    ("another namespace", document(namespace="http://example.org/plan"), "not-mspdi"),
    ("no namespace", document().replace(b' xmlns="http://schemas.microsoft.com/project"', b""), "not-mspdi"),
    ("another document", b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "not-mspdi"),
]

INSIDE = [
    ("two tasks of one UID", document(task(1) + task(1)), "duplicate-uid"),
    ("the same UID in other digits", document(task(1) + task("01")), "duplicate-uid"),
    ("two resources of one UID", document(resources=RESOURCE * 2), "duplicate-uid"),
    ("two calendars of one UID", document(calendars=STANDARD * 2), "duplicate-uid"),
    ("two assignments of one UID", document(task(1), resources=RESOURCE, assignments=assignment() * 2), "duplicate-uid"),
    ("no UID", document("<Task><Name>Lost</Name></Task>"), "uid-missing"),
    ("a UID that is no number", document(task("seven")), "bad-value"),
    ("a link to nothing", document(task(1, link(9))), "link-to-nothing"),
    ("a link without predecessor", document(task(1, "<PredecessorLink><Type>1</Type></PredecessorLink>")), "link-without-predecessor"),
    ("a link to itself", document(task(1, link(1))), "self-link"),
    ("a link of no kind", document(task(1) + task(2, link(1, Type=7))), "bad-value"),
    ("an absurd lag", document(task(1) + task(2, link(1, LinkLag=10**12))), "absurd-lag"),
    ("an outline that jumps", document(task(1) + task(2, OutlineLevel=3)), "outline-jump"),
    ("a first row of level 2", document(task(1, OutlineLevel=2)), "outline-jump"),
    ("a negative level", document(task(1, OutlineLevel=-1)), "outline-jump"),
    ("a negative duration", document(task(1, Duration="-PT8H0M0S")), "bad-value"),
    ("a duration of 10,000 years", document(task(1, Duration="PT87600000H0M0S")), "bad-value"),
    ("a duration in years", document(task(1, Duration="P3Y")), "bad-value"),
    ("a duration of nothing", document(task(1, Duration="P")), "bad-value"),
    ("30 February", document(task(1, ConstraintType=4, ConstraintDate="2026-02-30T08:00:00")), "bad-value"),
    ("a deadline in the year 12026", document(task(1, Deadline="12026-01-01T08:00:00")), "bad-value"),
    ("25 o'clock", document(task(1, ActualStart="2026-01-05T25:00:00")), "bad-value"),
    ("manual: maybe", document(task(1, Manual="maybe")), "bad-value"),
    ("an unknown constraint", document(task(1, ConstraintType=8)), "bad-value"),
    ("a constraint without its date", document(task(1, ConstraintType=2)), "constraint-without-date"),
    ("an unknown duration format", document(task(1, DurationFormat=99)), "bad-value"),
    ("130 % complete", document(task(1, PercentComplete=130)), "bad-value"),
    ("work on a missing task", document(resources=RESOURCE, assignments=assignment()), "assignment-without-task"),
    ("work of a missing person", document(task(1), assignments=assignment()), "assignment-without-resource"),
    ("negative units", document(task(1), resources=RESOURCE, assignments=assignment(Units="-1")), "bad-value"),
    ("units that are no number", document(task(1), resources=RESOURCE, assignments=assignment(Units="NaN")), "bad-value"),
    ("a base calendar that is missing", document(calendars=STANDARD + calendar(2, 7)), "calendar-base-missing"),
    ("calendars based on each other", document(calendars=STANDARD + calendar(2, 3) + calendar(3, 2)), "calendar-base-cycle"),
    ("a working time that ends before it starts", document(calendars=STANDARD.replace("12:00:00", "07:00:00")), "working-time-reversed"),
    ("a working time that is none", document(calendars=STANDARD.replace("12:00:00", "noon")), "bad-value"),
    (
        "an exception without dates",
        document(calendars=STANDARD.replace("</Calendar>", "<Exceptions><Exception><Type>1</Type></Exception></Exceptions></Calendar>")),
        "bad-period",
    ),
    ("no start date at all", document(task(1), header=HEADER.replace("<StartDate>2026-01-05T08:00:00</StartDate>", "")), "no-start-date"),
    ("a start date that is none", document(header=HEADER.replace("2026-01-05T08", "soon")), "bad-value"),
]


def is_for_a_person(problem: Problem) -> bool:
    return problem.place.startswith(NAME) and len(problem.message) > 20 and bool(problem.remedy) and problem.severity is Severity.ERROR


@pytest.mark.parametrize(("data", "code"), [(data, code) for _, data, code in WHOLE], ids=[what for what, _, _ in WHOLE])
def test_what_is_no_mspdi_document_is_refused_with_one_reason(data: bytes, code: str) -> None:
    problems = refused(data)
    assert [problem.code for problem in problems] == [code]
    assert all(map(is_for_a_person, problems))


@pytest.mark.parametrize(("data", "code"), [(data, code) for _, data, code in INSIDE], ids=[what for what, _, _ in INSIDE])
def test_a_plan_that_makes_no_sense_is_refused_with_its_line(data: bytes, code: str) -> None:
    problems = refused(data)
    assert code in [problem.code for problem in problems]
    assert all(map(is_for_a_person, problems))
    assert all(" line " in problem.place for problem in problems)


def test_the_line_is_that_of_the_value() -> None:
    rows = task(1) + task(2).replace("<Duration>", "\n\n<Duration>").replace("PT8H", "-PT8H")
    problem = refused(document(rows))[0]
    assert problem.place == "plan.xml line 6"
    assert problem.message == "Task 2 'Task 2': Duration is '-PT8H0M0S'; expected a duration that is not negative."


def test_lines_beyond_65535_are_still_right() -> None:
    problem = refused(document(task(1) + "\n" * 70_000 + task(2, Duration="none")))[0]
    assert problem.place == "plan.xml line 70004"


def test_all_problems_are_told_at_once() -> None:
    rows = task(1, link(9), Duration="x") + task(2, link(2), ConstraintType=99) + task(1)
    assert {p.code for p in refused(document(rows))} == {"bad-value", "link-to-nothing", "self-link", "duplicate-uid"}


def test_a_flood_of_problems_is_counted() -> None:
    problems = refused(document("".join(task(n, Duration="x") for n in range(1, 301))))
    assert len(problems) == 101
    assert problems[-1].message == "200 more errors are not listed."


def test_problems_before_a_syntax_error_are_told_too() -> None:
    assert [p.code for p in refused(document(task(1, Duration="x") + task(2))[:-70])] == ["bad-value", "bad-xml"]


def test_a_found_namespace_is_named() -> None:
    assert "namespace 'http://example.org/plan'" in refused(document(namespace="http://example.org/plan"))[0].message


def test_the_documented_namespace_is_read_with_a_notice() -> None:
    found = read(document(task(1), namespace="http://schemas.microsoft.com/project/2007"), name=NAME)
    assert codes(found) == ["namespace-variant"]
    assert found.plan == plan_of(document(task(1)))


@pytest.mark.parametrize(
    "changes",
    [{"Priority": 5000}, {"Type": 9}, {"Estimated": "yes"}, {"Work": "lots"}, {"Cost": "free"}, {"Start": "soon"}, {"TotalSlack": "1e99"}],
)
def test_a_bad_value_that_changes_no_date_is_left_out_and_told(changes: dict[str, Any]) -> None:
    found = read(document(task(1, **changes)), name=NAME)
    assert codes(found) == ["bad-value"]
    assert found.plan == plan_of(document(task(1)))
    assert "left out" in found.notices[0].message


def test_a_flood_of_notices_is_counted() -> None:
    found = read(document("".join(task(n, Cost="free") for n in range(1, 51))), name=NAME)
    assert len(found.notices) == 21
    assert found.notices[-1].message == "30 more notices of this kind are not listed."


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_other_encodings_are_read_when_they_are_declared(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = document(task(1, Name="Übergabe"), first_line=f'<?xml version="1.0" encoding="{declared}"?>').decode()
    assert plan_of(text.encode(encoding)).tasks[0].name == "Übergabe"


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    plain = document(task(1) + task(2, link(1)))
    text = (
        plain.decode()
        .replace("</", "</p:")
        .replace("<", "<p:")
        .replace("<p:/p:", "</p:")
        .replace("<p:?", "<?")
        .replace("xmlns=", "xmlns:p=")
    )
    assert plan_of(text.encode()) == plan_of(plain)
