"""Links and their lags."""

import pytest

from milepost.engine.model import LagKind, LinkKind
from milepost.exchange.mspdi import read
from milepost.values import HOUR
from tests.exchange.mspdi.making import NAME, again, codes, document, link, plan_of, task


@pytest.mark.parametrize(("number", "kind"), [(0, LinkKind.FF), (1, LinkKind.FS), (2, LinkKind.SF), (3, LinkKind.SS)])
def test_link_kinds_have_the_formats_numbers(number: int, kind: LinkKind) -> None:
    assert plan_of(document(task(1) + task(2, link(1, Type=number)))).links[0].kind is kind


@pytest.mark.parametrize(
    ("lag", "lag_format", "seconds", "kind"),
    [
        (4800, 7, 8 * HOUR, LagKind.WORKING),
        (-4800, 7, -8 * HOUR, LagKind.WORKING),
        (14400, 8, 24 * HOUR, LagKind.ELAPSED),
        (600, 37, HOUR, LagKind.WORKING),
        (1, 40, 6, LagKind.ELAPSED),
        (50, 19, 5000, LagKind.PERCENT),
        (-25, 51, -2500, LagKind.PERCENT),
        (30, 20, 3000, LagKind.ELAPSED_PERCENT),
        (30, 52, 3000, LagKind.ELAPSED_PERCENT),
    ],
)
def test_lags_are_tenths_of_a_minute_or_percents(lag: int, lag_format: int, seconds: int, kind: LagKind) -> None:
    data = document(task(1) + task(2, link(1, Type=1, LinkLag=lag, LagFormat=lag_format)))
    found = plan_of(data).links[0]
    assert (found.lag, found.lag_kind, found.lag_format) == (seconds, kind, lag_format)
    first, second = again(data)
    assert first.plan == second.plan


def test_a_link_that_says_nothing_more_is_finish_to_start_without_lag() -> None:
    found = plan_of(document(task(1) + task(2, link(1)))).links[0]
    assert (found.predecessor, found.successor, found.kind, found.lag) == ("1", "2", LinkKind.FS, 0)


def test_a_link_may_name_a_task_that_comes_later() -> None:
    assert plan_of(document(task(1, link(2)) + task(2))).links[0].predecessor == "2"


def test_links_to_other_projects_are_kept_as_external() -> None:
    data = document(task(1, link(77, Type=1, CrossProject=1, CrossProjectName=r"C:\plans\other.mpp\12", LinkLag=0, LagFormat=7)))
    first, second = again(data)
    assert (first.plan.links[0].external, first.plan.links[0].predecessor) == (r"C:\plans\other.mpp\12", "77")
    assert first.plan == second.plan


def test_the_same_link_twice_is_kept_once_and_told() -> None:
    found = read(document(task(1) + task(2, link(1) + link(1))), name=NAME)
    assert len(found.plan.links) == 1
    assert codes(found) == ["duplicate-link"]


def test_two_links_of_different_kinds_between_two_tasks_are_two_links() -> None:
    found = read(document(task(1) + task(2, link(1, Type=1) + link(1, Type=3))), name=NAME)
    assert [k.kind for k in found.plan.links] == [LinkKind.FS, LinkKind.SS]
    assert codes(found) == []
