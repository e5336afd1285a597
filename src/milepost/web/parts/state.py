"""The badge of a record's state."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from milepost.kernel.entity import Entity


def badge(entity: Entity, state: str) -> SafeString:
    """The state with its colour: new ones plain, open ones blue, those from which nothing leads on grey. A word always says the same."""
    workflow = entity.workflow
    if workflow is None or state not in workflow.states:
        return SafeString("")
    return _drawn(entity, state, get_language())


@lru_cache(maxsize=1024)
def _drawn(entity: Entity, state: str, language: str | None) -> SafeString:
    """Drawn once for all records in that state. The language is that of the word."""
    assert entity.workflow is not None
    return format_html('<span class="badge {}">{}</span>', _tone(entity, state), gettext(entity.workflow.states[state]))


def _tone(entity: Entity, state: str) -> str:
    workflow = entity.workflow
    assert workflow is not None
    if state in workflow.tones:
        return workflow.tones[state]
    leads_on = any(state in move.sources for move in workflow.moves)
    if state == workflow.initial and leads_on:
        return "info" if state in (workflow.open_states or ()) else ""
    return "info" if leads_on else "ended"
