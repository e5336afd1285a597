"""Who is logged in where, and what the servers of one house count together."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from milepost.kernel.clock import now
from milepost.kernel.models.account import Account


class Session(AbstractBaseSession):
    """A browser that somebody logged in with; before they do, one without an account. `agent` is what the browser calls itself."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    began_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)
    agent = models.CharField(max_length=300, blank=True, default="")

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def]
        return import_module(settings.SESSION_ENGINE).SessionStore

    def __str__(self) -> str:
        return f"session of account {self.account_id}"


class Counted(models.Model):
    """What is kept for minutes only: failed log-ins, codes that were used."""

    key = models.CharField(max_length=250, primary_key=True)
    value = models.JSONField(null=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
