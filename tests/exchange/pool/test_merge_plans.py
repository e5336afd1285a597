"""Several plans share one pool of people: matched when certain, asked when not, never merged by a guess."""

import pytest

from milepost.engine.model import Assignment, Plan, Resource, ResourceKind, Task
from milepost.exchange.imported import Imported, Source
from milepost.exchange.pool import Pool, merge_plans


def plan(number: int, *resources: Resource) -> Imported:
    """A plan with one task that every resource works on."""
    made = tuple(Assignment(f"a{r.id}", "t", r.id) for r in resources)
    return Imported(
        Plan(f"Plan {number}", 0, tasks=(Task("t", "Task"),), resources=resources, assignments=made), (), Source(f"{number}.xml", "MSPDI")
    )


def pool(*people: Resource, **same: str) -> Pool:
    """Each person in a plan of their own."""
    return merge_plans([plan(number, person) for number, person in enumerate(people, start=1)], same=same)


def ids(found: Pool) -> list[list[str]]:
    return [[resource.id for resource in one.resources] for one in found.plans]


def test_the_same_name_or_address_is_one_person_in_all_plans() -> None:
    found = pool(
        Resource("7", "Ann Lee", email="ann@example.com"), Resource("1", "ann  LEE"), Resource("x", "Ann Lee-Ray", email="ANN@example.com")
    )
    assert ids(found) == [["person-1"]] * 3
    assert [a.resource for one in found.plans for a in one.assignments] == ["person-1"] * 3
    assert [(person.name, person.email) for person in found.people] == [("Ann Lee", "ann@example.com")]
    assert found.unclear == ()
    assert found.notices[0].code == "person-names"


def test_people_keep_what_their_own_plan_says_of_them_but_share_the_address() -> None:
    found = pool(Resource("1", "Ann", max_units=500_000), Resource("1", "Ann", email="ann@example.com"))
    assert [one.resources[0].max_units for one in found.plans] == [500_000, 1_000_000]
    assert [one.resources[0].email for one in found.plans] == ["ann@example.com"] * 2
    assert found.people[0].max_units == 500_000
    assert [notice.code for notice in found.notices] == ["person-differs"]
    assert "2.xml" in found.notices[0].message


@pytest.mark.parametrize(
    ("one", "other"), [("J. Smith", "John Smith"), ("Smith, John", "John Smith"), ("Jon Smith", "John Smith"), ("José Ruiz", "Jose Ruiz")]
)
def test_names_that_are_nearly_the_same_are_asked_and_kept_apart(one: str, other: str) -> None:
    found = pool(Resource("1", one), Resource("1", other))
    assert ids(found) == [["person-1"], ["person-2"]]
    (question,) = found.unclear
    assert (question.names, question.plans) == ((one, other), ("1.xml", "2.xml"))
    assert f'--same "{one}={other}"' in question.problem().remedy


def test_an_answer_settles_the_question_either_way() -> None:
    people = Resource("1", "J. Smith"), Resource("1", "John Smith")
    assert ids(pool(*people, **{"j. smith": "JOHN SMITH"})) == [["person-1"], ["person-1"]]
    assert ids(pool(*people, **{"John Smith": "J. Smith"})) == [["person-1"], ["person-1"]]
    apart = pool(*people, **{"J. Smith": "J. Smith"})
    assert ids(apart) == [["person-1"], ["person-2"]]
    assert apart.unclear == ()


def test_answers_may_form_a_chain() -> None:
    found = pool(Resource("1", "Ann"), Resource("1", "A. Lee"), Resource("1", "Ann Lee"), Ann="A. Lee", **{"A. Lee": "Ann Lee"})
    assert ids(found) == [["person-1"]] * 3


def test_the_same_name_with_two_addresses_is_asked_by_address() -> None:
    people = Resource("1", "John Smith", email="john@a.example"), Resource("1", "John Smith", email="js@b.example")
    found = pool(*people)
    assert ids(found) == [["person-1"], ["person-2"]]
    assert found.unclear[0].answers == ("john@a.example", "js@b.example")
    assert ids(pool(*people, **{"john@a.example": "js@b.example"})) == [["person-1"], ["person-1"]]
    apart = pool(*people, **{"john@a.example": "john@a.example"})
    assert (ids(apart), apart.unclear) == ([["person-1"], ["person-2"]], ())


def test_addresses_settle_names_that_are_alike() -> None:
    found = pool(Resource("1", "J. Smith", email="jane@example.com"), Resource("1", "John Smith", email="john@example.com"))
    assert found.unclear == ()


def test_one_plans_own_people_are_not_asked_about() -> None:
    found = merge_plans([plan(1, Resource("1", "Ann Lee"), Resource("2", "Anne Lee")), plan(2, Resource("1", "Bob Ray"))])
    assert found.unclear == ()
    assert ids(found) == [["person-1", "person-2"], ["person-3"]]


def test_a_name_that_a_plan_has_twice_is_asked_when_another_plan_has_it_too() -> None:
    found = merge_plans([plan(1, Resource("1", "Ann"), Resource("2", "Ann")), plan(2, Resource("1", "Ann"))])
    assert ids(found) == [["person-1", "person-2"], ["person-3"]]
    assert found.unclear[0].reason == "one plan has this name twice"
    assert "e-mail addresses" in found.unclear[0].problem().remedy
    assert merge_plans([plan(1, Resource("1", "Ann"), Resource("2", "Ann"))]).unclear == ()


def test_one_address_twice_in_a_plan_is_one_resource_with_both_assignments() -> None:
    found = merge_plans([plan(1, Resource("1", "Ann", email="a@example.com"), Resource("2", "A.", email="a@example.com"))])
    assert ids(found) == [["person-1"]]
    assert [a.resource for a in found.plans[0].assignments] == ["person-1", "person-1"]


def test_placeholders_are_one_by_name_and_never_a_person() -> None:
    found = pool(Resource("1", "Engineer", generic=True), Resource("1", "engineer", generic=True), Resource("1", "Engineer"))
    assert ids(found) == [["role-1"], ["role-1"], ["person-1"]]
    assert [(one.id, one.generic) for one in found.people] == [("person-1", False), ("role-1", True)]


def test_materials_and_costs_stay_with_their_plan() -> None:
    found = pool(Resource("m", "Cable", ResourceKind.MATERIAL), Resource("m", "Cable", ResourceKind.MATERIAL))
    assert ids(found) == [["p1-m"], ["p2-m"]]
    assert found.people == ()


def test_work_nobody_holds_stays_unheld() -> None:
    one = Imported(Plan("P", 0, tasks=(Task("t", "T"),), assignments=(Assignment("a", "t", None),)), (), Source("p", "CSV"))
    assert merge_plans([one]).plans[0].assignments[0].resource is None


def test_a_thousand_people_are_merged_in_the_same_way_whatever_their_order_within_a_plan() -> None:
    people = [Resource(str(n), f"Person {n:04d} of team {n % 7}") for n in range(1000)]
    found = merge_plans([plan(1, *people), plan(2, *reversed(people))])
    assert found.unclear == ()
    assert len(found.people) == 1000
    assert {r.name: r.id for r in found.plans[0].resources} == {r.name: r.id for r in found.plans[1].resources}
