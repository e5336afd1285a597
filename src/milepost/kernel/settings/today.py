"""Which day it is for the house: days of leave, of standing in and of expiry begin at its midnight, not at that of Greenwich."""

from datetime import date

from milepost.kernel.clock import today
from milepost.kernel.inputs import Zone
from milepost.kernel.settings.declared import SettingKind, declare
from milepost.kernel.settings.read import value_of

ZONE = declare(SettingKind("zone", Zone(label="Time zone", help="In which the house's days begin and end."), "Europe/London"))


def today_here() -> date:
    """The day it is now in the house's time zone."""
    return today(value_of(ZONE.name))
