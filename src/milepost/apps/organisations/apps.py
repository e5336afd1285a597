"""Django's entry to the room."""

from milepost.kernel import room


class OrganisationsConfig(room.Room):
    """Loads the room."""

    name = "milepost.apps.organisations"
