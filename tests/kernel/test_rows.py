"""Rows: filtered, searched, sorted, paged; never more than the actor may see; always in few queries."""

from datetime import UTC, datetime

import pytest

from milepost.apps.organisations.entities import ORGANISATION, SITE
from milepost.kernel.access import Actor, ScopeKind, actor_of, asked_once
from milepost.kernel.clock import standing_at
from milepost.kernel.errors import Invalid, Missing
from milepost.kernel.inputs import Instant
from milepost.kernel.models import Account, Grant
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row, read_whole, reader

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


def test_no_field_at_all_means_every_field(anybody: Actor, three: list[int]) -> None:
    page = read_page(ORGANISATION, anybody, question_from(ORGANISATION, anybody, {"fields": [","]}))
    assert page.count == 3 and [row["name"] for row in page.rows] == sorted(NAMES)


def test_no_row_is_passed_over_or_comes_twice_though_others_work_while_all_are_read(
    anybody: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "BLOCK", 2)
    create = operation_named("organisation.create")
    perform(create, anybody, given=[{"name": f"Client {letter}", "kind": "client"} for letter in "BCDEF"])
    blocks = read_whole(ORGANISATION, anybody, question_from(ORGANISATION, anybody, {"fields": ["name"]}))
    found = [*next(blocks)]
    perform(create, anybody, given={"name": "Client A", "kind": "client"})
    found += [row for block in blocks for row in block]
    assert all(set(row) == {"name"} for row in found)
    names = [row["name"] for row in found]
    assert len(names) == len(set(names)) and {f"Client {letter}" for letter in "BCDEF"} <= set(names)


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
        with django_assert_num_queries(2):
            read_page(SITE, anybody, question_from(SITE, anybody, {"limit": [limit]}))


def test_somebody_with_thousands_of_grants_sees_their_rows_in_the_same_few_queries(
    anybody: Actor, staff, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    """As one value for each path: as single conditions they would be deeper than a database reads."""
    rows = [{"name": f"Client {number:04d}", "kind": "client"} for number in range(1_500)]
    keys = [record.pk for record in perform(operation_named("organisation.create"), anybody, given=rows).records]
    ann = staff("Ann", "organisation.view", kind="organisation", scope=keys[0])
    role = Grant.objects.values_list("role", flat=True).get()
    given = (Grant(account_id=ann.account, role_id=role, scope_kind="organisation", scope_id=key) for key in keys[1:1_200])
    Grant.objects.bulk_create(given)
    account = Account.objects.get(pk=ann.account)
    with django_assert_num_queries(3):
        ann = actor_of(account)
        page = read_page(ORGANISATION, ann, question_from(ORGANISATION, ann, {"limit": ["100"], "order": ["-name"]}))
    assert page.count == 1_200 and page.rows[0]["name"] == "Client 1199" and len(ann.held) == 1_200
    with pytest.raises(Missing):
        read_row(ORGANISATION, ann, keys[1_400])


@pytest.mark.parametrize("fraction", [0, 5, 123_000])
def test_a_moment_reads_the_same_whichever_database_wrote_it(anybody: Actor, fraction: int) -> None:
    with standing_at(datetime(2026, 3, 2, 9, 0, 7, fraction, tzinfo=UTC)):
        made = perform(operation_named("organisation.create"), anybody, given={"name": "x", "kind": "client"}).records[0]
    assert read_row(ORGANISATION, anybody, made.pk)["created_at"] == Instant().write(made.created_at)


def test_a_kind_of_scope_is_asked_once_in_a_reading_and_anew_in_the_next(three: list[int]) -> None:
    asked: list[int | None] = []
    kind = ScopeKind("tests", "Tests", lambda scope, account: asked.append(scope) or [1])
    with asked_once():
        assert kind.reached(7, None) == kind.reached(7, None) == [1] and asked == [7]
    kind.reached(7, None)
    assert asked == [7, 7]
