"""Django's entry to the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The kernel's tables; it knows no room."""

    name = "milepost.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from milepost.kernel import (  # noqa: F401
            administration,
            attachments,
            comments,
            countersigning,
            documents,
            housekeeping,
            jobs,
            links,
            lookups,
            notices,
            publications,
            sessions,
            settings,
            subjects,
            tags,
            tokens,
            views,
            watching,
        )
