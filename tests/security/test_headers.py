"""Every answer says what a browser may do with it: pages, data, refusals, faults, and what is no request at all."""

import re
from typing import Any

import pytest
from django.test import Client

from milepost.kernel.access.tokens import make_token
from milepost.kernel.installation.administrator import make_administrator

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NO = ("unsafe-inline", "unsafe-eval", "*", "data:", "http:", "https:")


@pytest.fixture
def client(db: None) -> Any:
    token = make_token(make_administrator("root@example.org", "Root"), "all")
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError("canary of a fault")


ASKED: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "the page": ("GET", "/api/v1/", {}, 200),
    "its style": ("GET", "/api/v1/page.css", {}, 200),
    "its script": ("GET", "/api/v1/page.js", {}, 200),
    "the description": ("GET", "/api/v1/openapi.json", {}, 200),
    "a list": ("GET", "/api/v1/organisations/", {}, 200),
    "a record that is missing": ("GET", "/api/v1/organisations/1/", {}, 404),
    "no address": ("GET", "/api/v1/nothing", {}, 404),
    "another method": ("PUT", "/api/v1/organisations/", {}, 405),
    "another type": ("POST", "/api/v1/organisations/", {"content_type": "text/plain"}, 415),
    "nobody": ("GET", "/api/v1/organisations/", {"HTTP_AUTHORIZATION": ""}, 401),
    "another host": ("GET", "/api/v1/organisations/", {"HTTP_HOST": "evil.example"}, 400),
    "no length": ("POST", "/api/v1/organisations/", {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}, 411),
    "a length that is none": ("POST", "/api/v1/organisations/", {"CONTENT_LENGTH": "x"}, 400),
    "too large": ("POST", "/api/v1/organisations/", {"CONTENT_LENGTH": str(10**9)}, 413),
    "health": ("GET", "/livez", {}, 200),
    "readiness": ("GET", "/readyz", {}, 200),
    "a fault": ("GET", "/api/v1/teams/", {}, 500),
}


@pytest.mark.parametrize("what", ASKED)
def test_every_answer_has_its_headers(what: str, client: Any, monkeypatch: Any) -> None:
    method, path, more, status = ASKED[what]
    if what == "a fault":
        monkeypatch.setattr("milepost.api.views.read_page", broken)
    answer = client.generic(method, path, b"", **more)
    assert answer.status_code == status
    assert {name: answer.get(name) for name in EXPECTED} == EXPECTED
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert not [word for word in NO if word in policy] and "Permissions-Policy" in answer
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-Id"]) and "Server" not in answer and not answer.cookies
    if status >= 400:
        assert (
            answer["Content-Type"] == "application/problem+json" and b"canary" not in answer.content and b"Traceback" not in answer.content
        )


def test_what_is_of_somebody_is_kept_by_no_cache(client: Any) -> None:
    made = client.post("/api/v1/organisations/", '{"name": "a", "kind": "client"}', content_type="application/json")
    for path in ("/api/v1/organisations/", made["Location"], "/api/v1/organisations/987654321/"):
        assert made["Cache-Control"] == client.get(path)["Cache-Control"] == "no-store"


def test_behind_tls_browsers_are_told_to_stay_there(client: Any, settings: Any) -> None:
    from django.conf import settings as now
    from django.test import override_settings

    assert now.HTTPS is False
    more = {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    }
    with override_settings(**more):
        plain = client.get("/api/v1/organisations/")
        safe = client.get("/api/v1/organisations/", HTTP_X_FORWARDED_PROTO="https")
    assert plain.status_code == 301 and plain["Location"].startswith("https://")
    assert safe.status_code == 200 and safe["Strict-Transport-Security"].startswith("max-age=31536000")
