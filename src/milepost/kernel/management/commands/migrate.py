"""Django's command, quicker on an empty database."""

from typing import Any

from django.core.management.commands import migrate

from milepost.kernel.installation.fresh import quick_where_empty


class Command(migrate.Command):
    """The same in all it asks for and does."""

    def handle(self, *args: Any, **options: Any) -> None:
        with quick_where_empty(options["database"]):
            super().handle(*args, **options)
