"""Who is involved in a project: its manager, its sponsors, and everybody who has a part in it."""

from milepost.apps.people.models import Person
from milepost.apps.projects.models import Project, ProjectMember


def involved(project: Project) -> tuple[dict[int, int | None], list[int]]:
    """Ids of people of the house with their accounts, where they have one, and ids of contacts; each once."""
    parts = list(ProjectMember.objects.filter(project=project).order_by("pk").values_list("person_id", "contact_id"))
    people = {key for key in (project.manager_id, project.sponsor_id, *(person for person, _ in parts)) if key is not None}
    contacts = [key for key in (project.client_sponsor_id, *(contact for _, contact in parts)) if key is not None]
    here = Person.objects.filter(pk__in=people, state="active").order_by("pk")
    return dict(here.values_list("pk", "account_id")), list(dict.fromkeys(contacts))
