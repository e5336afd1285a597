"""What every door makes of the exercise of docs/how-to/add-an-entity.md; test_add_an_entity.py runs this where the page's files are."""

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.test import Client

from milepost.cli.main import main
from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.administration import known_permissions
from milepost.kernel.models import Account
from tests.conformance_examples import made
from tests.numbering import number_rows

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-an-entity.md"
Call = Callable[..., Any]


def commands() -> list[list[str]]:
    """The lines of the page that begin with the command."""
    return [shlex.split(line)[1:] for line in re.findall(r"^milepost .+", PAGE.read_text("utf-8"), flags=re.MULTILINE)]


def caller(actor: Actor) -> Call:
    """Asks the API as somebody; gives the status and the body."""
    token = make_token(Account.objects.get(pk=actor.account), "script")

    def call(method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        sent = {"Authorization": f"Bearer {token}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = Client().generic(method, f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=sent)
        return answer.status_code, json.loads(answer.content or b"null")

    return call


def test_the_commands_of_the_page_do_what_it_says(staff: Any, monkeypatch: Any, capsys: Any) -> None:
    staff("Ann", *known_permissions())
    monkeypatch.setenv("MILEPOST_AS", "ann@example.org")
    number_rows(from_one=True)  # as in the new house of who follows the page
    said = {}
    for words in commands():
        assert main(words) == 0, (words, capsys.readouterr().err)
        said[" ".join(words[:2])] = capsys.readouterr().out
    assert "DEV-1" in said["device create"] and "4200" in said["device show"]
    assert "core-1" in said["device list"] and "DEV-1" in said["device list"]
    assert said["device history"].index("device.install") < said["device history"].index("device.create")
    for derived in ("POST /api/v1/devices/{key}/install/", "→ installed", "device.price", "site.organisation", "--day", "DeviceNew"):
        assert derived in said["explain device"]


def test_the_api_has_it(anybody: Actor, staff: Any) -> None:
    from milepost.kernel.entity import entity

    site = made(entity("site"), anybody)
    call = caller(staff("Ann", *known_permissions()))
    given = {"site": site.pk, "name": "core-1", "kind": "Firewall", "serial": "FOC1932X0K7", "price": "4200"}
    status, device = call("POST", "devices/", given)
    assert (status, device["kind"], device["state"], device["price"]) == (201, "firewall", "ordered", "4200.00")
    status, problem = call("POST", "devices/", given)
    assert status == 422 and "another record has this already" in json.dumps(problem)
    key = device["number"]
    assert call("GET", "devices/?search=foc1932&state=ordered")[1]["count"] == 1
    assert call("GET", "devices/?kind=server")[1]["count"] == 0
    assert call("PATCH", f"devices/{key}/", {"name": "core-2"}, If_Match='"1"')[0] == 200
    assert call("POST", f"devices/{key}/install/", {"day": "soon"})[0] == 422
    status, device = call("POST", f"devices/{key}/install/", {"day": "2026-07-01"})
    assert (status, device["state"], device["installed_on"], device["version"]) == (200, "installed", "2026-07-01", 3)
    assert call("POST", f"devices/{key}/install/", {"day": "2026-07-02"})[0] == 409
    assert call("POST", f"devices/{key}/comments/", {"text": "Spare power supply in the cupboard"})[0] == 201
    told = [entry["operation"] for entry in call("GET", f"devices/{key}/history/")[1]["results"]]
    assert told == ["device.install", "device.edit", "device.create"]
    described = json.loads(Client().get("/api/v1/openapi.json").content)
    assert {"/devices/", "/devices/{key}/", "/devices/{key}/install/", "/devices/install/"} <= set(described["paths"])
    assert {"Device", "DeviceNew", "DeviceChange"} <= set(described["components"]["schemas"])


def test_scope_and_mask_hold_at_the_api(anybody: Actor, staff: Any) -> None:
    from milepost.kernel.entity import entity

    device, other = made(entity("device"), anybody), made(entity("device"), anybody)
    call = caller(staff("Bo", "device.view", kind="organisation", scope=device.site.organisation_id))  # type: ignore[attr-defined]
    rows = call("GET", "devices/")[1]["results"]
    assert [row["id"] for row in rows] == [device.pk] and "price" not in rows[0]
    assert call("GET", f"devices/{other.pk}/")[0] == 404
    assert call("GET", "devices/?price__gte=1")[0] == 422
    assert "price" not in call("GET", f"devices/{device.pk}/history/")[1]["results"][0]["difference"]
    assert call("POST", f"devices/{device.pk}/retire/", {})[0] == 403


def test_it_runs_on_the_database_that_was_asked_for(db: None) -> None:
    from django.db import connection

    assert connection.vendor == os.environ["MILEPOST_EXERCISE_DATABASE"]
