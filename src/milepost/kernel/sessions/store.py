"""Sessions in the database, each with the account that it is of. They end by themselves when nobody asked for a page for a while, and
once they are old: what the house allows stands in the session, so that no page has to ask for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from milepost.kernel.clock import now

BEGAN, SEEN, IDLE, LONGEST, AGENT = "began", "seen", "idle", "longest", "agent"
STRANGER = 3600
"""Seconds that a session without an account lives: somebody is about to log in."""


class SessionStore(InDatabase):
    """Django's own, but for when it ends and what its row tells."""

    @classmethod
    def get_model_class(cls) -> Any:
        from milepost.kernel.models import Session

        return Session

    def create_model_instance(self, data: Any) -> Any:
        row: Any = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.agent = str(data.get(AGENT, ""))[:300]
        row.began_at, row.seen_at = (datetime.fromtimestamp(data[name], UTC) if name in data else now() for name in (BEGAN, SEEN))
        return row

    def get_expiry_age(self, **told: Any) -> int:
        """Seconds from now."""
        if BEGAN not in self:
            return STRANGER
        at = int(now().timestamp())
        return max(0, int(min(self[SEEN] + self[IDLE], self[BEGAN] + self[LONGEST])) - at)

    def get_expiry_date(self, **told: Any) -> datetime:
        """The moment."""
        return now() + timedelta(seconds=self.get_expiry_age())
