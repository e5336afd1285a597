"""Django's entry to the room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Loads the room's entities and operations."""

    name = "milepost.apps.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from milepost.apps.organisations import entities, services  # noqa: F401
