"""Log-ins: where somebody is logged in, how long that lasts, who needs a second factor; and counts that the servers share."""

from milepost.kernel.sessions.limits import Limits, limits, needs_second_factor
from milepost.kernel.sessions.own import Own, end_session, end_sessions, sessions_of

__all__ = ["Limits", "Own", "end_session", "end_sessions", "limits", "needs_second_factor", "sessions_of"]
