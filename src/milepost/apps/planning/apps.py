"""Django's entry to the room."""

from milepost.kernel import room


class PlanningConfig(room.Room):
    """Loads the room."""

    name = "milepost.apps.planning"
