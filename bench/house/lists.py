"""Long lists as people get them: 100 rows out of 10,000 in the large demonstration house, processor time and queries of each, beside
Redmine's list of issues.

Run: ./milepost python -m bench.house.lists [--demonstration FOLDER] [--redmine FILE] [--times 50]
"""

import argparse
import json
import os
import re
import socket
import sys
import tempfile
from collections.abc import Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from bench.house.client import Ask
from bench.house.place import Place
from bench.house.redmine import redmine
from bench.house.serving import Measured, measured
from bench.measure import machine, table

LISTS = {
    "100 of 10,000 contacts": "/contacts/?limit=100",
    "100 of them, filtered and sorted": "/contacts/?limit=100&position=Head+of+IT&order=-changed_at",
    "100 of 1,000 people": "/people/?limit=100",
    "100 of 1,000 organisations": "/organisations/?limit=100",
    "100 of 12,000 leave": "/leave/all/?limit=100",
}
PROCESSOR_MILLISECONDS, QUERIES = 60, 12
EMAIL, PASSWORD = "ingrid@fernway.example.org", "open the demo house"
OF_REDMINE = {
    "Redmine: 100 of 10,000 issues": "/issues?set_filter=1&per_page=100",
    "Redmine: 100 of them, filtered and sorted": "/issues?set_filter=1&per_page=100&assigned_to_id=107&sort=updated_on:desc",
}
"""What is asked of Redmine, in the form its own pages ask."""
REDMINE_LOG_IN = ("/login", "authenticity_token", {"username": "admin", "password": "admin"})
OUR_LOG_IN = ("/log-in/", "csrfmiddlewaretoken", {"login": EMAIL, "password": PASSWORD})


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="bench.house.lists", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demonstration", default="", metavar="FOLDER", help="one of size large that is there (default: it is made)")
    parser.add_argument("--redmine", default="", metavar="FILE", help="the command that starts Redmine on port 3100 (default: without it)")
    parser.add_argument("--times", type=int, default=50, help="how often each is asked (default: %(default)s)")
    choices = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(choices.demonstration or f"{folder}/house")
        place = Place(home, port=free_port())
        if not choices.demonstration:
            made = place.command("demo", str(home), "--size", "large", "--no-serve")
            print(f"a large demonstration: {made.cpu:.0f} s of processor, {made.wall:.0f} s", flush=True)
        reached = _pages(place, choices.times)
        if choices.redmine:
            _beside(choices.redmine, choices.times)
    print(f"\n{machine()}")
    return 0 if reached else 1


def _pages(place: Place, times: int) -> bool:
    queries = json.loads(place.script("bench.house.lists", "queries").out)
    try:
        place.start()
        headers = {"Cookie": session(place.port, OUR_LOG_IN)}
        asks = [Ask(name, path, headers, least=20_000) for name, path in LISTS.items() if name in queries]
        found = measured(place.port, place.process, asks, times=times)
    finally:
        place.stop()
    rows, all_reached = [], True
    for name, one in found.items():
        reached = one.processor * 1000 <= PROCESSOR_MILLISECONDS and queries[name] <= QUERIES
        all_reached = all_reached and reached
        rows.append([*_row(name, one), str(queries[name]), "yes" if reached else "no"])
    print(table([*HEADS, "queries", f"≤ {PROCESSOR_MILLISECONDS} ms, ≤ {QUERIES} queries"], rows))
    return all_reached


def _beside(command: str, times: int) -> None:
    """The processor time of Redmine's own processes; what its database takes comes on top of that."""
    with redmine(command) as peer:
        headers = {"Cookie": session(peer.port, REDMINE_LOG_IN)}
        asks = [Ask(name, path, headers, least=20_000) for name, path in OF_REDMINE.items()]
        found = measured(peer.port, peer.process, asks, times=max(times // 2, 1))
    print(table(HEADS, [_row(name, one) for name, one in found.items()]))


HEADS = ["page", "processor", "p50", "p95", "size", "pages a second"]


def _row(name: str, one: Measured) -> list[str]:
    p50, p95 = (f"{one.answers.share(part) * 1000:.0f} ms" for part in (0.5, 0.95))
    return [name, f"{one.processor * 1000:.0f} ms", p50, p95, f"{one.answers.size / 1e3:.0f} kB", f"{one.rate:.0f}"]


def session(port: int, log_in: tuple[str, str, dict[str, str]]) -> str:
    """The cookie of somebody who has logged in. Raises ValueError where the page asks for it without a token."""
    path, field, said = log_in
    jar = CookieJar()
    opener, address = build_opener(HTTPCookieProcessor(jar)), f"http://127.0.0.1:{port}{path}"
    page = opener.open(address, timeout=60).read().decode()
    (token,) = set(re.findall(rf'name="{field}" value="([^"]+)"', page))
    opener.open(address, urlencode(said | {field: token}).encode(), timeout=60)
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def _count_queries() -> None:
    """Within the house: queries of each page by its name, as JSON; a page that is not there is left out."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from milepost.kernel.models import Account

    settings.ALLOWED_HOSTS += ["testserver"]
    client = Client()
    client.force_login(Account.objects.get(email=EMAIL), backend=settings.AUTHENTICATION_BACKENDS[0])
    found = {}
    for name, path in LISTS.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code == 200:
            found[name] = len(captured)
    print(json.dumps(found))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if sys.argv[1:] == ["queries"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
        sys.exit(_count_queries())
    sys.exit(main())
