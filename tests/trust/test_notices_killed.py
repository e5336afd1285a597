"""Whoever tells of the journal may be killed at any moment, and several may try at once: nothing is lost, and nothing told twice."""

import random
import time

from tests.trust.conftest import House

WATCHERS, RECORDS, EDITS, KILLS = 4, 6, 40, 10
NO_LONGER = 600


def test_each_edit_is_told_once_to_each_watcher_though_those_who_tell_are_killed(house: House) -> None:
    rng = random.Random(5)
    rows = house.do("watched", watchers=WATCHERS, records=RECORDS, edits=EDITS)
    telling = [house.fork("telling", part=3) for _ in range(2)]
    for kill in range(KILLS):
        time.sleep(rng.uniform(0.02, 0.25))
        assert telling[kill % 2].alive() and not telling[kill % 2].file.exists()
        telling[kill % 2].kill()
        telling[kill % 2] = house.fork("telling", part=3)
    for _ in range(NO_LONGER):
        found = house.do("heard")
        if found["last"] == rows:
            break
        time.sleep(0.1)
    assert found["last"] == rows
    assert found["counts"] == [EDITS] * (WATCHERS * RECORDS)
