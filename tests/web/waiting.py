"""Waiting for what a page comes to. The browser's own way of waiting evaluates text within the page, which our pages forbid."""

import time
from typing import Any

PATIENCE = 30.0


def until(page: Any, expression: str) -> None:
    """Until the expression is true there. Raises AssertionError when it never is."""
    given_up = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < given_up, f"never true: {expression}"
        page.wait_for_timeout(20)
