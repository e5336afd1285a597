"""A copy of the success criteria is a record of what was sent to whom: the database takes none that cannot be true."""

from typing import Any

import pytest

from milepost.apps.projects.models import CriteriaCopy
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from tests.apps.projects.works import for_client, made

AT = "2026-07-15T09:00:00+00:00"


@pytest.fixture
def usual(anybody: Actor) -> dict[str, Any]:
    project, contact = for_client()
    stage = made("stage", project=project, name="First", position=1)
    sent = {"project": project, "stage": stage, "occasion": "gate", "sent_at": AT, "content": "Uptime: 99.9 %"}
    return {**sent, "contact": contact, "way": "by-hand"}


def test_a_contact_is_handed_it_and_reached_by_no_notice(usual: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="a contact is handed it"):
        made("criteria-copy", **(usual | {"way": "notice"}))
    made("criteria-copy", **usual)
    assert CriteriaCopy.objects.get().way == "by-hand"


def test_a_copy_holds_what_was_sent(usual: dict[str, Any]) -> None:
    key = made("criteria-copy", **usual)
    with pytest.raises(Exception, match="criteria_copy_says_what"):
        CriteriaCopy.objects.filter(pk=key).update(content="")
