"""What is done with settings: changed. The house makes their rows when it is set up, so that lists show every one."""

from collections.abc import Sequence
from typing import Annotated, Any

from milepost.kernel.access import house
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import JsonValue, Unread
from milepost.kernel.models import Setting
from milepost.kernel.operations import operation, operation_named, perform
from milepost.kernel.operations.generated import add_generated
from milepost.kernel.settings.declared import declared
from milepost.kernel.settings.entity import SETTING
from milepost.values import said

add_generated(SETTING)


@operation(SETTING, "change")
def change(settings: Sequence[Setting], *, value: Annotated[Any, JsonValue(label="Value", required=False)]) -> None:
    """Change a setting; without a value it is the usual one again."""
    for setting in settings:
        kind = declared().get(setting.name)
        if kind is None:
            raise Invalid(
                {
                    "": [
                        Fault(
                            "unknown-setting",
                            said("nothing of this house asks for the setting '{setting}' any more.", setting=setting.name),
                        )
                    ]
                }
            )
        try:
            setting.value = None if kind.input.is_empty(value) else kind.input.write(kind.input.read(value))
        except Unread as unread:
            raise Invalid({"value": [Fault(unread.code, said("{setting}: {unread}", setting=setting.name, unread=unread))]}) from None


def ensure_settings() -> int:
    """Makes the row of every setting that has none; how many there were. Part of setting a house up and of upgrading it."""
    missing = sorted(set(declared()) - set(Setting.objects.values_list("name", flat=True)))
    if missing:
        perform(operation_named("setting.create"), house("setting up"), given=[{"name": name, "value": None} for name in missing])
    return len(missing)
