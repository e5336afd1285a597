"""The room's operations."""

from milepost.apps.people.entities import ALL
from milepost.apps.people.services import leave, person  # noqa: F401
from milepost.kernel.operations.generated import add_generated

for _entity in ALL:
    add_generated(_entity)
