"""Whether this process lives, and whether it should be sent requests: for those who watch and balance."""

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, HttpResponse

from milepost.api.answer import answer
from milepost.kernel.installation.ending import is_ending
from milepost.kernel.installation.tables import unapplied

_complete: list[bool] = []


def livez(request: HttpRequest) -> HttpResponse:
    """It answers, so it lives."""
    return answer({"status": "alive"})


def readyz(request: HttpRequest) -> HttpResponse:
    """503 while it ends, while the database cannot be reached, and while migrations are missing."""
    if is_ending():
        return answer({"status": "ending"}, status=503)
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
        missing = _missing()
    except Error:
        return answer({"status": "no database"}, status=503)
    return answer({"status": "migrations missing"}, status=503) if missing else answer({"status": "ready"})


def _missing() -> bool:
    """Once everything is applied, that is not asked again by this process."""
    if not _complete:
        if unapplied():
            return True
        _complete.append(True)
    return False
