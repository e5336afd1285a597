"""What scenarios changed, beside what their plans say now."""

from collections.abc import Mapping, Sequence

from milepost.apps.planning.models import ProjectPlan
from milepost.apps.planning.rules.merging import Change, changes
from milepost.apps.planning.selectors.snapshot import Snapshot, Told, snapshots, snapshots_in


def changes_of(scenario: ProjectPlan, told: Told | None = None) -> list[Change]:
    """Tasks first, then links and assignments; a new row is told after what it needs. `told` are the rows of both, where they were read."""
    if told is None or scenario.branched_from_id is None:
        return changes_of_all([scenario])[scenario.pk]
    return _changes(scenario, snapshots_in(told, [scenario.branched_from_id], [scenario.pk]))


def changes_of_all(scenarios: Sequence[ProjectPlan]) -> dict[int, list[Change]]:
    """The same by scenario, in as many queries as for one."""
    found = snapshots({one.branched_from_id for one in scenarios if one.branched_from_id is not None}, {one.pk for one in scenarios})
    return {one.pk: _changes(one, found) for one in scenarios}


def _changes(scenario: ProjectPlan, found: Mapping[int, Snapshot]) -> list[Change]:
    assert scenario.branched_from_id is not None
    base, here, there = Snapshot.from_json(scenario.base), found[scenario.pk], found[scenario.branched_from_id]
    pairs = (
        ("tasks", base.tasks, here.tasks, there.tasks),
        ("links", base.links, here.links, there.links),
        ("work", base.work, here.work, there.work),
    )
    return [change for part, was, mine, theirs in pairs for change in changes(part, was, mine, theirs)]
