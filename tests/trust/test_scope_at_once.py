"""The scope gate where two act at the same moment: nothing stays sold by an approval that is taken back."""

import pytest

from tests.trust.conftest import House


@pytest.mark.parametrize("race", ["task_made_while_revoked", "task_sold_while_revoked"])
def test_no_task_keeps_an_approval_that_is_taken_back_while_it_is_written(house: House, race: str) -> None:
    *told, tasks = house.do(race)
    assert told == ["done", "done"] and tasks == [[False, None]]


def test_no_task_is_sold_in_a_project_that_stops_being_billed_while_it_is_written(house: House) -> None:
    *told, sold = house.do("task_made_while_nobody_is_billed_any_more")
    assert told == ["done", "done"] and sold == [False]


def test_no_project_becomes_another_client_s_while_its_own_approves(house: House) -> None:
    approving, moving, moved, state = house.do("approved_while_moved")
    assert (approving, moving) == ("done", "Invalid")
    assert not moved and state == "in-scope"
