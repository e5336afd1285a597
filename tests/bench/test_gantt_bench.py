"""What the bench of the chart gives the libraries beside it: the same tasks as our chart has."""

from bench.gantt import LIMITS, MEASURED, PACKAGES, PAGES, for_peers
from tests.web.gantt.invented_plan import chart, invented


def test_the_libraries_get_every_task_and_link_of_ours() -> None:
    plan = chart(invented(60), 1, [])
    found = for_peers(60)
    assert [one["name"] for one in found["tasks"]] == [one["content"] for one in found["groups"]] == plan["tasks"]["name"]
    links = sum(len(one["dependencies"].split(",")) for one in found["tasks"] if one["dependencies"])
    assert links == len(plan["links"]["id"]) and all(one["start"] < one["end"] for one in found["items"])


def test_every_library_has_a_page_and_every_limit_is_measured() -> None:
    assert PAGES.keys() == PACKAGES.keys() and LIMITS.keys() <= set(MEASURED)
