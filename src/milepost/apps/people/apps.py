"""Django's entry to the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Loads the room's entities and operations."""

    name = "milepost.apps.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from milepost.apps.people import entities, services  # noqa: F401
