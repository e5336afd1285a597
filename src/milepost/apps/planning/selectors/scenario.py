"""What a scenario changed, beside what its plan says now."""

from milepost.apps.planning.models import ProjectPlan
from milepost.apps.planning.rules.merging import Change, changes
from milepost.apps.planning.selectors.snapshot import Snapshot, snapshot


def changes_of(scenario: ProjectPlan) -> list[Change]:
    """Tasks first, then links and assignments; a new row is told after what it needs."""
    assert scenario.branched_from_id is not None
    base, here, there = Snapshot.from_json(scenario.base), snapshot(scenario.pk, scenario=True), snapshot(scenario.branched_from_id)
    pairs = (
        ("tasks", base.tasks, here.tasks, there.tasks),
        ("links", base.links, here.links, there.links),
        ("work", base.work, here.work, there.work),
    )
    return [change for part, was, mine, theirs in pairs for change in changes(part, was, mine, theirs)]
