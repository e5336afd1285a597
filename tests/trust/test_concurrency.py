"""Many at once: nothing is lost, nothing is done twice, numbers have no gaps."""

from tests.trust.conftest import House

PROCESSES, THREADS = 2, 4
WRITERS = PROCESSES * THREADS
TIMES, RECORDS = 150, 5


def test_eight_writers_read_change_and_save_and_no_change_is_lost(house: House) -> None:
    keys = house.do("make", names=[f"Client {number}" for number in range(RECORDS)])
    orders = {"keys": keys, "times": TIMES // RECORDS, "threads": THREADS}
    writers = [house.fork("add_ones", **orders, seed=number * THREADS) for number in range(PROCESSES)]
    told = [number for writer in writers for number in writer.answer()]
    assert len(told) == WRITERS and all(isinstance(number, int) for number in told), told
    assert sum(told) > 0, "nobody was ever told that another was first: this has tested nothing"
    state = house.do("state")
    each = WRITERS * TIMES // RECORDS
    assert [(record["reference"], record["version"]) for record in state["organisations"]] == [(str(each), each + 1)] * RECORDS
    assert sorted((record, version) for _, record, version in state["journal"]) == [(key, n) for key in keys for n in range(1, each + 2)]


def test_one_key_sent_eight_times_at_once_has_one_effect_and_one_answer(house: House) -> None:
    keys = [f"key {number}" for number in range(15)]
    for answers in house.do("post_at_once", keys=keys, senders=WRITERS):
        assert {status for status, _, _ in answers} == {201}, answers
        assert len({body for _, body, _ in answers}) == 1
        assert sorted(again for _, _, again in answers) == [""] + ["true"] * (WRITERS - 1)
    state = house.do("state")
    assert sorted(record["name"] for record in state["organisations"]) == sorted(keys)
    assert state["kept"] == len(keys)


def test_numbers_drawn_at_once_are_different_and_without_gaps_though_half_are_refused(house: House) -> None:
    times = 30
    makers = [house.fork("create_many", name=f"Client {number}", times=times, threads=THREADS) for number in range(PROCESSES)]
    assert [refused for maker in makers for refused in maker.answer()] == [times] * WRITERS
    state = house.do("state")
    numbers = [int(record["number"].removeprefix("ORG-")) for record in state["organisations"]]
    assert sorted(numbers) == list(range(1, WRITERS * times + 1))
    assert state["counters"]["ORG"] == WRITERS * times == len(state["organisations"])


def test_two_operations_that_wait_for_each_other_are_both_done(house: House) -> None:
    keys = house.do("make", names=["Harbour Council", "Eastmoor School"])
    assert sorted(house.do("cross", keys=keys)) == [2, 3]
    state = house.do("state")
    assert [record["version"] for record in state["organisations"]] == [3, 3]
    assert sorted(record["reference"] for record in state["organisations"]) == sorted(str(key) for key in keys)


def test_what_is_deleted_while_somebody_begins_to_need_it_is_refused_to_one_of_them(house: House) -> None:
    keys = house.do("make", names=[f"Client {number}" for number in range(10)])
    sites = 0
    for told in house.do("delete_while_used", keys=keys):
        deleted, made = told[:4].count("done"), told[4:].count("done")
        assert set(told) <= {"done", "Invalid", "Missing"}, told
        assert (deleted, made) == (1, 0) or (deleted == 0 and made > 0), told
        sites += made
    state = house.do("state")
    assert state["sites"] == sites and state["orphans"] == 0


def test_a_plan_that_many_change_at_once_has_the_dates_of_all_changes(house: House) -> None:
    for told, dates, anew in house.do("edit_a_plan", times=8):
        assert set(told) == {"done"}, told
        assert dates == anew


def test_work_that_is_planned_while_its_approval_is_taken_back_is_not_sold(house: House) -> None:
    for told, sold, held in house.do("plan_while_revoked", times=12):
        assert set(told) == {"done"}, told
        assert (sold, held) == (0, 1)
