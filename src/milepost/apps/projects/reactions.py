"""What follows from what is done in projects, and who is told of it."""

from collections.abc import Sequence

from milepost.apps.projects.models import Stage
from milepost.apps.projects.selectors.told import deciders_of_scope, managers_of_scope, whose_copy
from milepost.apps.projects.services.criteria_copy import send
from milepost.kernel.notices.rules import notice_of
from milepost.kernel.operations import after

notice_of("criteria-copy.create", to=whose_copy, says="{who} sent you the success criteria of this project")
notice_of("scope-item.create", to=deciders_of_scope, says="{who} proposes this for the scope", waits_for=("approve", "exclude"))
notice_of("scope-item.approve", to=managers_of_scope, says="{who} recorded the approval of this scope: its work may begin")
notice_of("scope-item.revoke", to=managers_of_scope, says="{who} took the approval of this scope back: its work is held")


def _send(stages: Sequence[Stage], occasion: str) -> None:
    for one in stages:
        send(one, occasion)


@after("stage.begin")
def begun(stages: Sequence[Stage]) -> None:
    """Everybody involved is reminded by what success is told."""
    _send(stages, "begin")


@after("stage.pass-gate")
def passed(stages: Sequence[Stage]) -> None:
    """The same at the gate."""
    _send(stages, "passed")


@after("stage.stop")
def stopped(stages: Sequence[Stage]) -> None:
    """The same where it ends."""
    _send(stages, "stopped")
