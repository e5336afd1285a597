"""A summary is as far as its parts are."""

from milepost.apps.planning.rules.progress import done_of_summaries, with_summaries


def test_long_parts_weigh_more_than_short_ones_and_inner_summaries_count_by_their_parts() -> None:
    rows = [(1, None, 450, 0), (2, 1, 900, 1_000_000), (3, 1, 450, 0), (4, 3, 300, 500_000), (5, 3, 0, 0)]
    assert done_of_summaries(rows) == {1: (900_000_000 + 150_000_000) // 1200, 3: 500_000}


def test_milestones_alone_are_counted() -> None:
    assert done_of_summaries([(1, None, 450, 0), (2, 1, 0, 1_000_000), (3, 1, 0, 0)]) == {1: 500_000}


def test_a_task_without_parts_is_no_summary_and_circles_end() -> None:
    assert done_of_summaries([(1, None, 450, 300_000)]) == {}
    assert done_of_summaries([(1, 2, 450, 0), (2, 1, 450, 0)]) == {}
    assert with_summaries([4], {4: 3, 3: 1, 1: None, 2: None}) == {4, 3, 1}
