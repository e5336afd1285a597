"""The room's descriptions."""

from milepost.apps.organisations.entities.contact import CONTACT
from milepost.apps.organisations.entities.organisation import ORGANISATION
from milepost.apps.organisations.entities.site import SITE

__all__ = ["CONTACT", "ORGANISATION", "SITE"]
