"""One caller with one connection that stays open: how long answers take, and how many there are with several callers."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Body = Callable[[int], Any]


@dataclass(frozen=True)
class Ask:
    """A request that is sent again and again. `body` gives the content of each, by its number; `least` bytes an answer must have. One that
    takes several `parts` asks for one after another, "{hundred}" in its path counting up, and its time is that of all."""

    name: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None
    expected: int = 200
    least: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Answers:
    """Seconds of each answer in order, and the bytes of the last."""

    seconds: tuple[float, ...]
    size: int

    def share(self, part: float) -> float:
        """The time within which this part of the answers came: 0.5 is the median."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


class Unexpected(Exception):
    """Another answer than the one that is measured."""


def measure(port: int, ask: Ask, *, times: int, warm: int = 10, first: int = 0) -> Answers:
    """Send it so many times over one connection, after some that are not counted. Raises Unexpected, also when that was closed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    seconds, size = [], 0
    connection.connect()
    held = connection.sock
    for number in range(first, first + warm + times):
        took, size = _send(connection, ask, number)
        if connection.sock is not held:
            raise Unexpected(f"{ask.name}: the server closed the connection")
        seconds.append(took)
    connection.close()
    return Answers(tuple(seconds[warm:]), size)


def rate(port: int, ask: Ask, *, callers: int, seconds: float, first: int = 0) -> float:
    """Answers a second to several callers at once, each with a connection of its own."""
    until, counted, failed = time.monotonic() + seconds, [0] * callers, []

    def call(mine: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            while time.monotonic() < until:
                _send(connection, ask, first + mine + callers * counted[mine])
                counted[mine] += 1
        except Exception as error:
            failed.append(error)

    began = time.monotonic()
    threads = [threading.Thread(target=call, args=(number,)) for number in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(counted) / (time.monotonic() - began)


def _send(connection: http.client.HTTPConnection, ask: Ask, number: int) -> tuple[float, int]:
    took, size = 0.0, 0
    for part in range(ask.parts):
        content = None if ask.body is None else json.dumps(ask.body(number)).encode()
        headers = dict(ask.headers) | ({} if content is None else {"Content-Type": "application/json"})
        path = ask.path.replace("{hundred}", str(100 * part))
        began = time.perf_counter()
        connection.request("GET" if content is None else "POST", path, content, headers)
        answer = connection.getresponse()
        found = answer.read()
        took += time.perf_counter() - began
        size += len(found)
        if answer.status != ask.expected or len(found) < ask.least:
            raise Unexpected(f"{ask.name}: {answer.status}, {len(found)} bytes: {found[:300]!r}")
    return took, size
