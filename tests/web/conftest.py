"""Fixtures of the pages: somebody logged in, and a browser that is, looking at a server of the test's own."""

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from milepost.kernel.access import Actor
from milepost.kernel.administration import known_permissions
from milepost.kernel.models import Account
from milepost.web.packed import packed
from tests.house import anybody, staff
from tests.web.marked import catalogues, marked  # noqa: F401  # the languages nobody speaks

__all__ = ["anybody", "staff"]
# The browser's library keeps a loop of events in this thread; the tests beside it use the database as ever.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


PASSWORD = "correct horse battery"


@pytest.fixture
def boss(staff: Any) -> Actor:
    """Somebody who may do everything."""
    found: Actor = staff("Ann", *sorted(known_permissions()))
    account = Account.objects.get(pk=found.account)
    account.set_password(PASSWORD)
    account.save()
    return found


def logged_in(actor: Actor) -> Client:
    """A browser's requests without a browser, as the actor."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    session = client.session  # as if they had just said once more who they are
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(actor.account)
    session.save()
    return client


@pytest.fixture
def client(boss: Actor) -> Client:
    """Requests of somebody who may do everything."""
    return logged_in(boss)


def _is_complaint(message: Any) -> bool:
    """Errors and warnings; but that a form was refused (422) or is stale (412) is an answer, which the browser notes of any request."""
    return message.type in ("error", "warning") and not re.search(r"status of (422|412)\b", message.text)


class Visitor:
    """A browser's window with what it complained of."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base, self.page = context, base, context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if _is_complaint(message) else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, path: str) -> Any:
        """Open an address of the house."""
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture(scope="session")
def files_as_served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of static files as a house serves it: scripts joined, and all packed."""
    return packed(tmp_path_factory.mktemp("house"))


@pytest.fixture
def visit(chromium_running: Browser, live_server: Any, boss: Actor, settings: Any, files_as_served: Path) -> Iterator[Any]:
    """`visit(width=390, scheme="dark")` is a window in which the boss, or `actor`, is logged in."""
    made: list[BrowserContext] = []
    settings.STATIC_ROOT = files_as_served

    def open_window(*, width: int = 1280, scheme: str = "light", actor: Actor | None = boss, script: bool = True) -> Visitor:
        context = chromium_running.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            java_script_enabled=script,
            locale="en-GB",  # type: ignore[arg-type]
        )
        made.append(context)
        if actor is not None:
            cookie = logged_in(actor).cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return Visitor(context, live_server.url)

    yield open_window
    for context in made:
        context.close()
