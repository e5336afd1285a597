"""Upper and lower case are alike to whoever looks for something, in every alphabet and on both databases."""

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.sqlite.base import like

NAMES = ("Ärztekammer Nord", "ÉCOLE CENTRALE", "Οδός Υγείας", "Плановый отдел", "Straße_7", "100 % Care")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [("ärzte", 0), ("école", 1), ("οδός", 2), ("ПЛАНОВ", 3), ("e_7", 4), ("0 %", 5)],
)
def test_a_name_is_found_however_it_is_written(anybody: Actor, asked: str, found: int) -> None:
    perform(operation_named("organisation.create"), anybody, given=[{"name": name, "kind": "client"} for name in NAMES])
    rows = entity("organisation").model._default_manager.filter(name__icontains=asked)
    assert [row.name for row in rows] == [NAMES[found]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("pattern", "text", "escape", "is_like"),
    [
        ("%b%", "aBc", "\\", True),
        ("a_c", "abc", "\\", True),
        ("a_c", "abbc", "\\", False),
        (r"%\_%", "abc", "\\", False),
        (r"%\_%", "a_c", "\\", True),
        (r"%\%%", "100 %", "\\", True),
        ("%a%", "line\nA", "\\", True),
        ("7", 7, "", True),
        ("%", "", "", True),
    ],
)
def test_patterns_mean_what_they_mean_elsewhere(pattern: str, text: object, escape: str, is_like: bool) -> None:
    assert like(pattern, text, escape) is is_like


def test_nothing_is_like_nothing() -> None:
    assert like(None, "a") is None and like("a", None) is None
