"""Django's entry to the room."""

from milepost.kernel import room


class PeopleConfig(room.Room):
    """Loads the room."""

    name = "milepost.apps.people"
