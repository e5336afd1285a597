"""Messages at the foot of the next page; what can be taken back carries the way to do so."""

from django.contrib import messages
from django.http import HttpRequest

from milepost.kernel.access import Actor
from milepost.kernel.operations import Done
from milepost.kernel.undo import way_back

UNDO = "undo "


def say(request: HttpRequest, text: str) -> None:
    """A message."""
    messages.success(request, text)


def say_done(request: HttpRequest, actor: Actor, done: Done, text: str) -> None:
    """A message of what was done, with Undo where there is a way back."""
    messages.success(request, text, extra_tags=f"{UNDO}{done.batch}" if way_back(actor, done.batch) is not None else "")
