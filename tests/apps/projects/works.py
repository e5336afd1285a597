"""Projects for the tests of the room."""

from typing import Any

from milepost.kernel.access import house
from milepost.kernel.operations import operation_named, perform


def made(what: str, **given: Any) -> int:
    """The id of a new record, made by the house."""
    return perform(operation_named(f"{what}.create"), house("the tests"), given=given).records[0].pk


def done(what: str, key: int, /, **given: Any) -> None:
    """An operation by the house."""
    perform(operation_named(what), house("the tests"), on=[key], given=given)


def client() -> tuple[int, int]:
    """A client and a contact there."""
    organisation = made("organisation", name="Harbour Council", kind="client")
    return organisation, made("contact", organisation=organisation, name="Mona Field")


def for_client(**given: Any) -> tuple[int, int]:
    """A client's project and who decides there."""
    organisation, contact = client()
    usual = {"name": "Network renewal", "kind": "client", "billing": "fixed-price", "organisation": organisation}
    return made("project", **(usual | given)), contact


def internal(**given: Any) -> tuple[int, int]:
    """An internal project and its sponsor."""
    sponsor = made("person", name="Dora Chief")
    return made("project", **({"name": "New intranet", "kind": "internal", "billing": "none", "sponsor": sponsor} | given)), sponsor


def item(project: int, **given: Any) -> int:
    """A scope item of the project, of four days."""
    return made("scope-item", **({"project": project, "name": "Switches in the town hall", "effort_minutes": 4 * 420} | given))


AGREED = {"authority": "Head of IT, up to 20 days", "document": "Statement of work 12, signed"}


def approved_by_client(scope_item: int, contact: int, **given: Any) -> None:
    """Its approval is recorded."""
    done("scope-item.approve", scope_item, **({"contact": contact, "on": "2026-01-05"} | AGREED | given))
