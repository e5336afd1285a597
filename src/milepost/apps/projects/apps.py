"""Django's entry to the room."""

from milepost.kernel import room


class ProjectsConfig(room.Room):
    """Loads the room."""

    name = "milepost.apps.projects"
