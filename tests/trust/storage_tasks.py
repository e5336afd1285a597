"""What processes do while a disk or a database is at fault. Arguments and answers are JSON."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from milepost.kernel.access.tokens import make_token
from milepost.kernel.installation.administrator import make_administrator
from milepost.kernel.models import Attachment
from tests.trust.faults import fault as at_fault
from tests.trust.faults import largest_file

MOST = 2000
AFTER = 5
KIBIBYTE = 1024


def program() -> str:
    """A token for a program that may do everything."""
    return make_token(make_administrator("root@example.org", "Root"), "program")


def write_through(fault: str) -> dict[str, Any]:
    """Clients are made until the fault refuses some; what was told, what was read meanwhile, and how it went on."""
    caller, made, refused = _caller(), [], []
    made.append(_post(caller, "Before"))
    # Nobody has read with this token yet: that it is used is written at its first use, which is refused now.
    reader = _caller()
    limit = largest_file(_folder()) + 64 * KIBIBYTE if fault == "disk" else 0
    with at_fault(fault, disk_bytes=limit):
        for number in range(MOST):
            name = f"During {number}"
            answer = _send(caller, name)
            if answer.status_code == 201:
                made.append(name)
            else:
                refused.append(_told(answer))
            if len(refused) == AFTER:
                break
        read = [reader.get(path).status_code for path in ("/api/v1/organisations/", "/api/v1/organisations/ORG-1/")]
    afterwards = _send(caller, "After")
    return {"made": [*made, "After"], "refused": refused, "read": read, "afterwards": afterwards.status_code}


def keep_files(fault: str) -> dict[str, Any]:
    """A file is put on a record while the disk takes small ones only."""
    caller = _caller()
    _post(caller, "Harbour Council")
    small, large = b"kept", b"line of a text\n" * 400 * KIBIBYTE
    path = "/api/v1/organisations/ORG-1/attachments/?name=notes.txt"
    first = caller.post(path, small, "application/octet-stream")
    assert first.status_code == 201, first.content
    with at_fault(fault, disk_bytes=KIBIBYTE**2 + (largest_file(_folder()) if connection.vendor == "sqlite" else 0)):
        refused = caller.post(path, large, "application/octet-stream")
    kept = Attachment.objects.values_list("sha256", flat=True)
    files = [file for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()]
    left, rows = [file.name for file in files if file.name not in set(kept)], len(kept)
    afterwards = caller.post(path, large, "application/octet-stream")
    content = caller.get(f"/api/v1/attachments/{first.json()['id']}/content/")
    body = b"".join(content.streaming_content) if content.streaming else content.content
    return {"refused": _told(refused), "left": left, "rows": rows, "afterwards": afterwards.status_code, "content": body.decode()}


def _folder() -> Path:
    """Where SQLite has its files."""
    return Path(connection.settings_dict["NAME"]).parent


def _caller() -> Client:
    return Client(headers={"Host": "localhost", "Authorization": f"Bearer {program()}"}, raise_request_exception=False)


def _send(caller: Client, name: str) -> Any:
    given = {"name": name, "kind": "client"}
    return caller.post("/api/v1/organisations/", given, "application/json", headers={"Idempotency-Key": name})


def _post(caller: Client, name: str) -> str:
    made = _send(caller, name)
    assert made.status_code == 201, made.content
    return name


def _told(answer: Any) -> list[Any]:
    found = json.loads(answer.content) if answer.content else {}
    return [answer.status_code, answer.headers.get("Content-Type"), found.get("title"), answer.headers.get("Retry-After")]
