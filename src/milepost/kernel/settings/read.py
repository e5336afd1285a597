"""What a setting is now."""

from typing import Any

from milepost.kernel.access import remembered
from milepost.kernel.inputs import Unread
from milepost.kernel.models import Setting
from milepost.kernel.settings.declared import declared


def value_of(name: str) -> Any:
    """The value, as the setting's input reads it; the usual one where nothing was changed, or where what stands there can no longer be
    meant. Raises KeyError for a setting that nothing declares."""
    kind = declared()[name]
    kept = remembered(("settings",), lambda: dict(Setting.objects.values_list("name", "value"))).get(name)
    if kept is None:
        return kind.usual
    try:
        return kind.input.read(kept)
    except Unread:
        return kind.usual
