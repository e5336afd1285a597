"""What a house is told when it begins: whose it is, where; each room does its part of that."""

from collections.abc import Callable
from dataclasses import dataclass

from milepost.kernel.access import Actor, house
from milepost.kernel.administration import make_everybody
from milepost.kernel.models import Setting
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.settings.today import ZONE


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was told; what is empty stays as usual. `country` is that of the house, two letters."""

    name: str = ""
    country: str = ""
    zone: str = ""
    standard_roles: bool = False


_parts: list[Callable[[Actor, Beginning], None]] = []


def at_beginning(part: Callable[[Actor, Beginning], None]) -> Callable[[Actor, Beginning], None]:
    """A room's part: done once, when the house is told."""
    _parts.append(part)
    return part


def begin(told: Beginning) -> None:
    """Do it all: settings, standard roles, then the parts of the rooms. What is there already stays. Raises Refused."""
    actor = house("setting up")
    if told.zone:
        key = Setting.objects.values_list("pk", flat=True).get(name=ZONE.name)
        perform(operation_named("setting.change"), actor, on=[key], given={"value": told.zone})
    if told.standard_roles:
        make_everybody(actor)
    for part in _parts:
        part(actor, told)
