"""Django's entry to the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files; no tables of its own."""

    name = "milepost.web"
    label = "web"
