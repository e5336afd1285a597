"""Rows: filtered, searched, sorted, paged; never more than the actor may see; always in few queries."""

import pytest

from milepost.apps.organisations.entities import ORGANISATION, SITE
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row

NAMES = ("Harbour Council", "Eastmoor School", "Brackwell Finance")


@pytest.fixture
def three(anybody: Actor) -> list[int]:
    rows = [{"name": name, "kind": "client", "reference": f"R{n}"} for n, name in enumerate(NAMES)]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=rows).records]


def names(actor: Actor, **parameters: str) -> list[str]:
    page = read_page(ORGANISATION, actor, question_from(ORGANISATION, actor, {k: [v] for k, v in parameters.items()}))
    return [row["name"] for row in page.rows]


def test_rows_come_in_the_entitys_order_or_the_one_asked_for(anybody: Actor, three: list[int]) -> None:
    assert names(anybody) == sorted(NAMES)
    assert names(anybody, order="-reference") == list(reversed(NAMES))


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"name__contains": "SCHOOL"}, ["Eastmoor School"]),
        ({"reference": "R2"}, ["Brackwell Finance"]),
        ({"reference__not": "R2"}, ["Eastmoor School", "Harbour Council"]),
        ({"parent__empty": "no"}, []),
        ({"search": "council org-1"}, ["Harbour Council"]),
        ({"limit": "1", "offset": "1"}, ["Eastmoor School"]),
        ({"state": "closed"}, []),
    ],
)
def test_filters_and_pages(anybody: Actor, three: list[int], parameters: dict[str, str], found: list[str]) -> None:
    assert names(anybody, **parameters) == found


@pytest.mark.parametrize(
    "parameters", [{"colour": "red"}, {"order": "notes"}, {"fields": "id,colour"}, {"limit": "0"}, {"kind": "friend"}, {"name__gte": "a"}]
)
def test_what_cannot_be_asked_is_refused(anybody: Actor, parameters: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        names(anybody, **parameters)


def test_nobody_sees_more_than_a_grant_gives(three: list[int], staff) -> None:  # type: ignore[no-untyped-def]
    ann = staff("Ann", "organisation.view", kind="organisation", scope=three[1])
    assert names(ann) == ["Eastmoor School"]
    assert names(staff("Stranger")) == []
    with pytest.raises(Missing):
        read_row(ORGANISATION, ann, three[0])


def test_a_reference_tells_its_title_only_to_those_who_see_its_record(anybody: Actor, three: list[int], staff) -> None:  # type: ignore[no-untyped-def]
    site = perform(operation_named("site.create"), anybody, given={"name": "Town Hall", "organisation": "ORG-1"}).records[0]
    assert read_row(SITE, anybody, site.pk)["organisation"] == {"id": three[0], "title": "Harbour Council"}
    assert read_row(SITE, staff("Ann", "site.view"), site.pk)["organisation"] == {"id": three[0], "title": None}


def test_a_page_takes_the_same_few_queries_however_long_it_is(anybody: Actor, three: list[int], django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    perform(operation_named("site.create"), anybody, given=[{"name": f"Site {n}", "organisation": three[0]} for n in range(120)])
    for limit in ("3", "100"):
        with django_assert_num_queries(3):
            read_page(SITE, anybody, question_from(SITE, anybody, {"limit": [limit]}))
