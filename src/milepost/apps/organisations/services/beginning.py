"""The house's own organisation, made when the house is told whose it is."""

from milepost.apps.organisations.models import Organisation
from milepost.kernel.access import Actor
from milepost.kernel.installation.beginning import Beginning, at_beginning
from milepost.kernel.operations import operation_named, perform


@at_beginning
def own_organisation(actor: Actor, told: Beginning) -> None:
    """Makes it a department that is the house itself, unless there is one."""
    if not told.name or Organisation.objects.filter(is_own=True).exists():
        return
    given = {"name": told.name, "kind": "department", "country": told.country or None}
    made = perform(operation_named("organisation.create"), actor, given=given)
    perform(operation_named("organisation.mark-own"), actor, on=[made.records[0].pk])
