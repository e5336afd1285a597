"""What the standard roles allow with organisations, their sites and contacts."""

from milepost.kernel.administration.standard import COLLEAGUE, allow, standard_role

_VIEW = ("organisation.view", "site.view", "contact.view")
_KEEP = tuple(f"{one}.{verb}" for one in ("site", "contact") for verb in ("create", "edit", "delete"))

PS_MANAGER, PROJECT_MANAGER, FINANCE, CLIENT_CONTACT = "PS manager", "Project manager", "Finance", "Client contact"

allow(COLLEAGUE, *_VIEW)
standard_role(
    PS_MANAGER,
    *(_VIEW + _KEEP),
    *(f"organisation.{verb}" for verb in ("create", "edit", "close", "reopen")),
    *("saved-view.share", "saved-view.default", "saved-view.moderate"),
    *(
        "comment.moderate",
        "attachment.moderate",
        "journal.view",
        "publication.view",
        "publication.publish",
        "tag.create",
        "tag.edit",
        "tag.delete",
    ),
    *("lookup.create", "lookup.edit", "lookup-value.create", "lookup-value.edit", "lookup-value.delete"),
    told="Runs professional services: clients, teams, people and their leave.",
)
standard_role(PROJECT_MANAGER, *_VIEW, *_KEEP, told="Runs projects: keeps clients' contacts and sites, sees who is available.")
standard_role(FINANCE, *_VIEW, "organisation.create", "organisation.edit", "journal.view", told="Keeps clients as those who are invoiced.")
standard_role(CLIENT_CONTACT, *_VIEW, within="organisation", told="A client's person: sees their own organisation, in the portal.")
