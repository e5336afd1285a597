"""Log-in in a real browser: with passkeys of a machine that the browser's own tools stand in for, by keyboard, and every page of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from milepost.kernel.access import Actor
from tests.web.axe import complaints
from tests.web.conftest import PASSWORD, Visitor
from tests.web.test_log_in import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MACHINE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def machine(visit: Any) -> Iterator[Visitor]:
    """A window on a machine that keeps passkeys; nobody is logged in."""
    window: Visitor = visit(actor=None)
    tools = window.context.new_cdp_session(window.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": MACHINE})
    yield window


def log_in(window: Visitor, path: str = "/account/") -> Any:
    page = window.go(path)
    page.get_by_label("Email").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


def add_passkey(page: Any, name: str, *, alone: bool) -> None:
    page.get_by_role("listitem").filter(has_text="Passkeys").get_by_role("link").click()
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("What to call it").fill(name)
    if alone:
        page.get_by_label("Log in with it alone").check()
    page.get_by_role("button", name="Add it").click()


def test_a_passkey_is_made_lets_in_alone_and_is_removed(machine: Visitor, boss: Actor) -> None:
    page = log_in(machine)
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    add_passkey(page, "Ann's laptop", alone=True)
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    page.get_by_role("link", name="I have them").click()
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    machine.go("/account/second-factor/webauthn/")
    expect(page.get_by_text("logs in alone")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("link", name="Remove").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Ann's laptop").first).not_to_be_visible()
    assert machine.said == []


def test_a_security_key_is_the_second_factor(machine: Visitor, boss: Actor) -> None:
    page = log_in(machine)
    add_passkey(page, "Blue key", alone=False)
    expect(page.get_by_role("heading", name="Recovery codes", level=1)).to_be_visible()
    machine.context.clear_cookies()
    page = log_in(machine, "/people/")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    assert complaints(page) == []
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    assert machine.said == []


def test_one_logs_in_and_out_by_keyboard_alone(visit: Any, boss: Actor) -> None:
    window = visit(actor=None)
    page = window.go("/people/")
    keys = page.keyboard
    assert page.evaluate("document.activeElement.name") == "login", "the first thing to type stands ready"
    keys.type("ann@example.org")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(60):
        keys.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('details.menu.end') !== null && document.activeElement.matches('summary[aria-label*=menu]')"
        ):
            break
    keys.press("Enter")
    for _ in range(12):
        keys.press("Tab")
        if "Log out" in page.evaluate("document.activeElement.textContent"):
            break
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert window.said == []


LOOKS = [(1280, "light"), (1280, "dark"), (390, "light")]
OUTSIDE = (
    "/log-in/",
    "/account/forgotten/",
    "/account/closed/",
    "/account/sso/error/",
    "/account/sso/cancelled/",
    "/account/set-password/x/y/",
)
INSIDE = (
    "/account/",
    "/account/password/",
    "/log-out/",
    "/account/second-factor/",
    "/account/second-factor/totp/activate/",
    "/account/second-factor/totp/deactivate/",
    "/account/second-factor/webauthn/",
    "/account/second-factor/webauthn/add/",
    "/account/second-factor/recovery-codes/",
    "/account/second-factor/recovery-codes/generate/",
    "/account/confirm/",
)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_the_log_in_is_accessible_quiet_and_fits(visit: Any, boss: Actor, width: int, scheme: str) -> None:
    found = {}
    outside, inside = visit(width=width, scheme=scheme, actor=None), visit(width=width, scheme=scheme)
    for path in OUTSIDE:
        page = outside.go(path)
        found[path] = complaints(page)
    page = inside.go("/account/second-factor/totp/activate/")
    page.get_by_label("code that the app").fill(code(page.locator("#secret").input_value()))
    page.get_by_role("button", name="Set it up").click()
    for path in INSIDE:
        page = inside.go(path)
        found[path] = complaints(page)
    told = [one for one in [*outside.said, *inside.said] if not re.search(r"status of 40[14]", one)]
    assert found == {path: [] for path in found} and told == []
