"""What every room of the house is to Django: its tables, descriptions and operations are found where they stand, and listed nowhere."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig


class Room(AppConfig):
    """A room has one class below this one in its `apps`, with the room's `name`; the module `room` is imported there and not the class, for
    Django takes the only one it sees. Every module of the room's packages is loaded, and an entity of its own that no module gave create,
    edit and delete gets them here."""

    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        super().import_models()
        self._load("models")

    def ready(self) -> None:
        from milepost.kernel.entity import entities
        from milepost.kernel.operations.generated import add_generated

        for package in ("entities", "services", "questions", "jobs", "reactions", "documents", "standard_roles"):
            self._load(package)
        for entity in entities():
            if entity.model._meta.app_label == self.label and not _is_operation(entity.permission("create")):
                add_generated(entity)

    def _load(self, package: str) -> None:
        """The package, or module, and every module in it; a room need not have each."""
        name = f"{self.name}.{package}"
        if find_spec(name) is None:
            return
        for module in sorted(found.name for found in iter_modules(getattr(import_module(name), "__path__", ()))):
            import_module(f"{name}.{module}")


def _is_operation(name: str) -> bool:
    from milepost.kernel.operations import operation_named

    try:
        operation_named(name)
    except KeyError:
        return False
    return True
