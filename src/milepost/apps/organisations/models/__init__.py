"""The room's tables."""

from milepost.apps.organisations.models.contact import Contact
from milepost.apps.organisations.models.organisation import Organisation
from milepost.apps.organisations.models.site import Site

__all__ = ["Contact", "Organisation", "Site"]
