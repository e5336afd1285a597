"""Nobody learns from "there is one already" what stands where they may not look: what is taken and what is free are refused alike."""

from typing import Any

import pytest

from milepost.kernel.errors import Denied, Invalid, Refused
from milepost.kernel.models import Link
from milepost.kernel.operations import operation_named, perform
from tests.security.two_sides import TwoSides, rolled_back

HANGING = ("tagging", "link", "watch", "site", "organisation", "person")


@pytest.fixture
def prober(sides: TwoSides, staff: Any) -> Any:
    """May do all of it on side A; of side B they see organisations and people, no more. Tags are for everybody."""
    changes = [f"{name}.{verb}" for name in HANGING for verb in ("view", "create", "edit")]
    staff("Prober", "organisation.view", "person.view", "tag.view")
    return staff("Prober", *changes, kind="organisation", scope=sides.keys["A"]["organisation"])


def refusal(name: str, actor: Any, given: dict[str, Any], on: tuple[int, ...] = ()) -> tuple[type[Refused], str]:
    with rolled_back(), pytest.raises(Refused) as refused:
        perform(operation_named(name), actor, on=on, given=given)
    return type(refused.value), str(refused.value)


def test_what_hangs_on_a_record_of_others_is_not_found_out(prober: Any, sides: TwoSides) -> None:
    here, there = sides.keys["A"], sides.keys["B"]
    about = {"entity": "organisation", "record": there["organisation"]}
    tagged, free = (refusal("tagging.create", prober, {**about, "tag": side["tag"]}) for side in (there, here))
    assert tagged == free and tagged[0] is Denied
    link = Link.objects.get(pk=there["link"])
    end = {"other_entity": link.other_entity, "other_record": link.other_record}
    free_kind = next(kind for kind in Link.KINDS if kind != link.kind)
    answers = {refusal("link.create", prober, {**about, **end, "kind": kind}) for kind in (link.kind, free_kind)}
    assert len(answers) == 1 and answers.pop()[0] is Denied


def test_a_name_that_is_taken_elsewhere_is_refused_like_a_free_one(prober: Any, sides: TwoSides) -> None:
    there = sides.keys["B"]["organisation"]
    names = (sides.planted["B"]["site"]["name"], "A free name")
    answers = {refusal("site.create", prober, {"organisation": there, "name": name}) for name in names}
    assert len(answers) == 1 and answers.pop()[0] is Denied
    moved = {refusal("site.edit", prober, {"organisation": there, "name": name}, (sides.keys["A"]["site"],)) for name in names}
    assert len(moved) == 1


def test_where_they_may_write_they_are_told_what_is_wrong(prober: Any, sides: TwoSides) -> None:
    here = sides.keys["A"]
    kind, told = refusal("site.create", prober, {"organisation": here["organisation"], "name": sides.planted["A"]["site"]["name"]})
    assert kind is Invalid and told == "this organisation has a site of this name."
    kind, told = refusal("tagging.create", prober, {"entity": "organisation", "record": here["organisation"], "tag": here["tag"]})
    assert kind is Invalid and told == "the record has this tag already."
