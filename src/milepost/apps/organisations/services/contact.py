"""What is done with contacts."""

from collections.abc import Sequence

from milepost.apps.organisations.entities import CONTACT
from milepost.apps.organisations.models import Contact, Site
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _site(contacts: Sequence[Contact]) -> None:
    """A contact is at a site of their own organisation."""
    wanted = {one.site_id for one in contacts if one.site_id is not None}
    if not wanted:
        return
    of = dict(Site.objects.filter(pk__in=wanted).values_list("pk", "organisation_id"))
    for one in contacts:
        if one.site_id is not None and of[one.site_id] != one.organisation_id:
            raise Invalid({"site": [Fault("other-organisation", said("this site belongs to another organisation than the contact."))]})


add_generated(CONTACT, then=_site)
