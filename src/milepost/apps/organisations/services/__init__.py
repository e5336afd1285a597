"""The room's operations."""

from milepost.apps.organisations.entities import CONTACT, ORGANISATION, SITE
from milepost.apps.organisations.services import organisation  # noqa: F401
from milepost.kernel.operations.generated import add_generated

for _entity in (ORGANISATION, SITE, CONTACT):
    add_generated(_entity)
