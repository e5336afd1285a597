"""Pages as people get them: lists of 100 rows out of 10,000 in the large demonstration house, processor time and queries of each.

Run: ./milepost python -m bench.house.pages [--demonstration FOLDER] [--times 50]
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
from bench.house.serving import measured
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="bench.house.pages", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--demonstration", default="", metavar="FOLDER", help="one of size large that is there (default: it is made)")
    parser.add_argument("--times", type=int, default=50, help="how often each is asked (default: %(default)s)")
    choices = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(choices.demonstration or f"{folder}/house")
        place = Place(home, port=_free_port())
        if not choices.demonstration:
            made = place.command("demo", str(home), "--size", "large", "--no-serve")
            print(f"a large demonstration: {made.cpu:.0f} s of processor, {made.wall:.0f} s", flush=True)
        reached = _pages(place, choices.times)
    print(f"\n{machine()}")
    return 0 if reached else 1


def _pages(place: Place, times: int) -> bool:
    queries = json.loads(place.script("bench.house.pages", "queries").out)
    try:
        place.start()
        headers = {"Cookie": _session(place.port)}
        asks = [Ask(name, path, headers, least=20_000) for name, path in LISTS.items() if name in queries]
        found = measured(place.port, place.process, asks, times=times)
    finally:
        place.stop()
    rows, all_reached = [], True
    for name, one in found.items():
        milliseconds = one.processor * 1000
        reached = milliseconds <= PROCESSOR_MILLISECONDS and queries[name] <= QUERIES
        all_reached = all_reached and reached
        shares = (f"{one.answers.share(part) * 1000:.0f} ms" for part in (0.5, 0.95))
        size, verdict = f"{one.answers.size / 1e3:.0f} kB", "yes" if reached else "no"
        rows.append([name, f"{milliseconds:.0f} ms", str(queries[name]), *shares, size, verdict])
    goal = f"≤ {PROCESSOR_MILLISECONDS} ms, ≤ {QUERIES} queries"
    print(table(["page", "processor", "queries", "p50", "p95", "size", goal], rows))
    return all_reached


def _session(port: int) -> str:
    """The cookie of somebody who has logged in."""
    jar = CookieJar()
    opener, address = build_opener(HTTPCookieProcessor(jar)), f"http://127.0.0.1:{port}/log-in/"
    page = opener.open(address, timeout=60).read().decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    opener.open(address, urlencode({"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": token}).encode(), timeout=60)
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    if sys.argv[1:] == ["queries"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
        sys.exit(_count_queries())
    sys.exit(main())
