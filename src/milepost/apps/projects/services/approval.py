"""What is made when a scope item is approved, and when that is taken back: a row that nobody changes."""

import json
from collections.abc import Sequence
from hashlib import sha256

from milepost.apps.projects.entities import APPROVAL
from milepost.apps.projects.models import Approval, ScopeItem
from milepost.kernel.operations import current
from milepost.kernel.operations.generated import add_generated


def subject_of(item: ScopeItem) -> str:
    """What is approved, word for word: JSON with sorted keys, so that its hash can be computed anew."""
    facts = {"number": item.number, "name": item.name, "description": item.description, "effort_minutes": item.effort_minutes}
    return json.dumps(facts, sort_keys=True, ensure_ascii=False)


def _sealed(approvals: Sequence[Approval]) -> None:
    call = current()
    for one in approvals:
        one.sha256 = sha256(one.subject.encode()).hexdigest()
        one.recorded_by_id = call.actor.account if call is not None else None


add_generated(APPROVAL, then=_sealed)
