"""A disk or a database that is full or read only: it is said so, nothing is half written, reading goes on, and when it ends so does the
trouble."""

import os

import pytest

from tests.trust.conftest import House

FULL, READ_ONLY, NOT_NOW = (507, "No space left"), (503, "Read only"), (503, "Not now")
FAULTS = {"full": FULL, "read only": READ_ONLY}
if os.environ.get("MILEPOST_TEST_DATABASE") != "postgresql":
    # The system breaks a write off where the file may not grow; the disk of a server is its own, which test_restarts takes away as a whole.
    FAULTS["disk"] = NOT_NOW


@pytest.mark.parametrize("fault", FAULTS)
def test_a_database_that_takes_no_changes_says_so_is_read_all_the_same_and_goes_on_afterwards(house: House, fault: str) -> None:
    found = house.do("write_through", fault=fault)
    status, title = FAULTS[fault]
    assert found["refused"] == [[status, "application/problem+json", title, "5"]] * len(found["refused"]) != []
    assert found["read"] == [200, 200]
    assert found["afterwards"] == 201
    state = house.do("state")
    assert sorted(record["name"] for record in state["organisations"]) == sorted(found["made"])
    numbers = [int(record["number"].removeprefix("ORG-")) for record in state["organisations"]]
    assert sorted(numbers) == list(range(1, len(numbers) + 1)) and state["counters"]["ORG"] == len(numbers)
    assert len([one for one in state["journal"] if one[0] == "organisation.create"]) == len(numbers)
    assert state["kept"] == len(numbers)


def test_a_disk_that_takes_no_more_of_a_file_says_so_and_leaves_nothing_of_it(house: House) -> None:
    found = house.do("keep_files", fault="disk")
    assert found["refused"] == [FULL[0], "application/problem+json", FULL[1], "5"]
    assert found["left"] == [] and found["rows"] == 1
    assert found["afterwards"] == 201 and found["content"] == "kept"
