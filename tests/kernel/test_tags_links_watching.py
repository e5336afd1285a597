"""Tags, links and watching: on any record, seen where it is seen; of a link both ends."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.links import LINK, ends_of, links_of
from milepost.kernel.models import Link, Watch
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.tags import TAGGING
from milepost.kernel.watching import watchers_of

LINKS = ("organisation.view", "link.view", "link.create", "link.edit", "link.delete")
CANARY = "Canary 7131"


@pytest.fixture
def two(anybody: Actor) -> list[int]:
    rows = [{"name": name, "kind": "client"} for name in ("Harbour Council", CANARY)]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=rows).records]


def link(actor: Actor, one: int, other: int, kind: str = "blocks") -> int:
    given = {"entity": "organisation", "record": one, "kind": kind, "other_entity": "organisation", "other_record": other}
    return perform(operation_named("link.create"), actor, given=given).records[0].pk


def seen(actor: Actor) -> int:
    return read_page(LINK, actor, question_from(LINK, actor, {})).count


def test_a_link_is_seen_only_by_those_who_see_both_ends(two: list[int], anybody: Actor, staff: Any) -> None:
    link(anybody, two[0], two[1])
    assert seen(staff("Ann", *LINKS)) == 1
    for name, end in (("Bob", two[0]), ("Cid", two[1])):
        assert seen(staff(name, *LINKS, kind="organisation", scope=end)) == 0
    staff("Dan", *LINKS, kind="organisation", scope=two[0])
    assert seen(staff("Dan", *LINKS, kind="organisation", scope=two[1])) == 1


def test_a_link_says_to_each_end_what_the_other_is(two: list[int], anybody: Actor) -> None:
    link(anybody, two[0], two[1])
    told = []
    for end in two:
        page = read_page(LINK, anybody, question_from(LINK, anybody, {}))
        assert Link.objects.filter(links_of("organisation", end)).count() == 1
        (row,) = ends_of(page.rows, anybody, word="organisation", record=end)
        told.append((row["says"], row["other"]["title"]))
    assert told == [("Blocks", CANARY), ("Is blocked by", "Harbour Council")]


def test_nobody_links_with_what_they_do_not_see(two: list[int], staff: Any) -> None:
    ann = staff("Ann", *LINKS, kind="organisation", scope=two[0])
    for other in (two[1], 99_999):
        with pytest.raises(Denied) as refused:
            link(ann, two[0], other)
        assert "Canary" not in str(refused.value)


def test_two_records_are_linked_once_in_a_way_and_none_with_itself(two: list[int], anybody: Actor) -> None:
    link(anybody, two[0], two[1])
    link(anybody, two[0], two[1], "relates-to")
    with pytest.raises(Invalid, match="linked so already"):
        link(anybody, two[0], two[1])
    with pytest.raises(Invalid, match="not linked with itself"):
        link(anybody, two[0], two[0])


def test_a_record_has_a_tag_once_and_loses_it_again(two: list[int], anybody: Actor) -> None:
    tag = perform(operation_named("tag.create"), anybody, given={"name": "Pilot", "colour": "teal"}).records[0].pk
    given = {"entity": "organisation", "record": two[0], "tag": tag}
    made = perform(operation_named("tagging.create"), anybody, given=given).records[0].pk
    with pytest.raises(Invalid, match="has this tag already"):
        perform(operation_named("tagging.create"), anybody, given=given)
    with pytest.raises(Invalid, match="need this one"):
        perform(operation_named("tag.delete"), anybody, on=[tag])
    perform(operation_named("tagging.delete"), anybody, on=[made])
    assert read_page(TAGGING, anybody, question_from(TAGGING, anybody, {})).count == 0
    with pytest.raises(Invalid, match="there is a tag of this name"):
        perform(operation_named("tag.create"), anybody, given={"name": "PILOT", "colour": "red"})


def test_everybody_watches_for_themselves(two: list[int], staff: Any) -> None:
    watching = ("organisation.view", "account.view", "watch.view", "watch.create", "watch.delete")
    ann, bob = staff("Ann", *watching), staff("Bob", *watching)
    given = {"entity": "organisation", "record": two[0]}
    key = perform(operation_named("watch.create"), ann, given=given).records[0].pk
    with pytest.raises(Denied, match="for themselves"):
        perform(operation_named("watch.create"), bob, given={**given, "account": ann.account})
    with pytest.raises(Denied):
        perform(operation_named("watch.delete"), bob, on=[key])
    assert watchers_of("organisation", two[0]) == (ann.account,)
    perform(operation_named("watch.delete"), ann, on=[key])
    assert not Watch.objects.exists()
