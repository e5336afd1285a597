"""What documents about people say in words: one is one, several are several, and every kind of leave with an allowance is counted."""

from typing import Any

from milepost.documents.tree import Table
from milepost.kernel.access import Actor
from milepost.kernel.clock import standing_at
from milepost.kernel.documents import document_named, make
from tests.apps.people.crew import FULL, approved, at, made, person


def told(name: str, actor: Actor, **given: Any) -> Any:
    with standing_at(at("2026-06-15")):
        return make(document_named(name), actor, given).tree


def titles(document: Any) -> list[str]:
    return [section.title for section in document.sections]


def test_one_certificate_expires_and_two_expire(anybody: Actor) -> None:
    ann = person("Ann")
    for name, day in (("Old", "2026-06-01"), ("Soon", "2026-07-01"), ("Later", "2027-06-01")):
        made("certificate", person=ann, name=name, expires_on=day)
    one = told("people.certificates", anybody)
    assert one.title == "Everybody: 1 certificate has expired, 1 expires by 13 Sep 2026"
    assert titles(one)[:3] == ["1 certificate has expired", "1 certificate expires by 13 Sep 2026", "1 certificate holds beyond that"]
    made("certificate", person=ann, name="Soon too", expires_on="2026-07-02")
    assert "2 certificates expire by 13 Sep 2026" in titles(told("people.certificates", anybody))


def test_the_leave_statement_counts_each_kind_of_leave_with_an_allowance(anybody: Actor) -> None:
    ann = person("Ann", pattern=FULL)
    for kind, days in (("holiday", "25"), ("training", "5")):
        made("leave-allowance", person=ann, kind=kind, half_days=days, first_day="2026-01-01", last_day="2026-12-31")
    approved(ann, "2026-03-02", "2026-03-03", kind="training")
    document = told("people.leave", anybody)
    assert titles(document)[0] == "25 days of annual leave left"
    (table,) = (block for block in document.sections[0].blocks if isinstance(block, Table))
    assert [(one.cells[1].value, str(one.cells[-1].value)) for one in table.rows] == [("Annual leave", "25"), ("Training", "3")]


def test_days_in_the_statement_are_whole_where_they_are_whole(anybody: Actor) -> None:
    ann = person("Ann", pattern=FULL)
    approved(ann, "2026-03-02", "2026-03-02", "morning")
    approved(ann, "2026-03-03", "2026-03-03", "afternoon")
    assert told("people.leave", anybody).title == "Everybody: 1 day of leave in 2026, 0 days to decide"
    approved(ann, "2026-03-04", "2026-03-04", "morning")
    assert told("people.leave", anybody).title.startswith("Everybody: 1.5 days of leave")
