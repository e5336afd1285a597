"""What scenarios changed, beside what their plans say now."""

from collections.abc import Sequence

from milepost.apps.planning.models import ProjectPlan
from milepost.apps.planning.rules.merging import Change, changes
from milepost.apps.planning.selectors.snapshot import Snapshot, snapshots


def changes_of(scenario: ProjectPlan) -> list[Change]:
    """Tasks first, then links and assignments; a new row is told after what it needs."""
    return changes_of_all([scenario])[scenario.pk]


def changes_of_all(scenarios: Sequence[ProjectPlan]) -> dict[int, list[Change]]:
    """The same by scenario, in as many queries as for one."""
    found = snapshots({one.branched_from_id for one in scenarios if one.branched_from_id is not None}, {one.pk for one in scenarios})
    made = {}
    for one in scenarios:
        assert one.branched_from_id is not None
        base, here, there = Snapshot.from_json(one.base), found[one.pk], found[one.branched_from_id]
        pairs = (
            ("tasks", base.tasks, here.tasks, there.tasks),
            ("links", base.links, here.links, there.links),
            ("work", base.work, here.work, there.work),
        )
        made[one.pk] = [change for part, was, mine, theirs in pairs for change in changes(part, was, mine, theirs)]
    return made
