"""The house as it is served: answers, memory, start, backup and journal against their goals, on both databases, beside Redmine.

Run: ./milepost python -m bench.house [--database sqlite|postgresql|both] [--redmine FILE] [--times 200]
"""

import argparse
import json
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.house.asks import GOALS, of_house, of_redmine
from bench.house.place import Place
from bench.house.redmine import KEY, redmine
from bench.house.serving import Measured, measured, memory_after
from bench.house.whole import put_away
from bench.measure import machine, table
from bench.peers import PeerMissing

ROWS, SCOPED = 10_000, 3_000
Answered = dict[str, dict[str, Measured]]
Fact = tuple[str, str, str, bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints two tables; 1 when a goal is missed or a peer that was named is missing."""
    choices = _parser().parse_args(arguments)
    names = ["sqlite", "postgresql"] if choices.database == "both" else [choices.database]
    print(f"{ROWS:,} organisations; 2 processes of 4 threads and a worker; one connection that stays open\n{machine()}\n", flush=True)
    answered: Answered = {}
    facts: list[Fact] = []
    for name in names:
        with tempfile.TemporaryDirectory() as folder, _database(name) as (url, second):
            facts += [_told((f"{name}: {what}", *rest)) for what, *rest in _house(Path(folder), url, second, name, choices, answered)]
    missing = False
    if choices.redmine:
        try:
            facts += _redmine(choices, answered)
        except PeerMissing as absent:
            print(f"missing: {absent}")
            missing = True
    print(
        _answers(answered),
        "\n",
        table(["", "goal", "measured", "reached"], [(*fact[:3], "yes" if fact[3] else "no") for fact in facts]),
        sep="\n",
    )
    print(f"\n{machine()}")
    return 1 if missing or not all(fact[3] for fact in facts) else 0


def _told(fact: Fact) -> Fact:
    """The fact, said at once: a run that is broken off has not been for nothing."""
    print(": ".join(fact[:3]), flush=True)
    return fact


def _house(folder: Path, url: str, second: str, name: str, choices: argparse.Namespace, answered: Answered) -> Iterator[Fact]:
    """Sets one up, fills it, asks it, kills it, puts it away."""
    places = [Place(folder / part, port=_free_port(), database=made) for part, made in (("first", url), ("second", second))]
    for place in places:
        place.folder.mkdir(mode=0o700)
    place = places[0]
    install = place.command("setup-house", "--email", "ann@example.org")
    yield "fresh install", "≤ 10 s of processor", f"{install.cpu:.1f} s", install.cpu <= 10
    tokens = json.loads(place.script("bench.house.fill", str(ROWS), str(SCOPED)).out)
    place.script("bench.house.whole", "seal")
    try:
        cold = place.start()
        yield "cold start to /readyz", "≤ 3 s", f"{cold:.1f} s", cold <= 3
        for who, token in tokens.items():
            told = name if who == "all" else f"{name}, by {SCOPED:,} grants"
            answered[told] = measured(place.port, place.process, of_house(token, creating=who == "all"), times=choices.times)
        memory = memory_after(place.process)
        yield "memory after all of this", "≤ 200 MiB", f"{memory:.0f} MiB", memory <= 200
        place.kill()
        again = place.start()
        yield "/readyz after kill -9 of every process", "≤ 5 s", f"{again:.1f} s", again <= 5
    finally:
        place.stop()
    yield from put_away(place, folder, contacts=choices.records - ROWS, second=places[1])


def _redmine(choices: argparse.Namespace, answered: Answered) -> list[Fact]:
    with redmine(choices.redmine) as peer:
        answered["Redmine"] = measured(peer.port, peer.process, of_redmine(KEY), times=choices.times // 5)
        memory = memory_after(peer.process)
    return [("Redmine: cold start", "—", f"{peer.started_in:.1f} s", True), ("Redmine: memory", "—", f"{memory:.0f} MiB", True)]


def _answers(answered: Answered) -> str:
    """A row for each request and house, with its goal, and how many times longer Redmine takes for its median."""
    peer = answered.get("Redmine", {})
    rows = []
    for name, goal in GOALS.items():
        for who, found in answered.items():
            if (one := found.get(name)) is None:
                continue
            reached = one.answers.share(goal.share) * 1000 <= goal.milliseconds
            ratio = f"{peer[name].answers.share(0.5) / one.answers.share(0.5):.0f} ×" if name in peer and who != "Redmine" else "—"
            times = (f"{one.answers.share(part) * 1000:.1f} ms" for part in (0.0, 0.5, 0.95))
            verdict = "—" if who == "Redmine" else "yes" if reached else "no"
            rows.append([name, who, goal.words, *times, verdict, f"{one.processor * 1000:.1f} ms", f"{one.rate:.0f}", ratio])
    return table(["", "", "goal", "best", "p50", "p95", "reached", "processor", "a second, 8 callers", "Redmine / ours"], rows)


@contextmanager
def _database(name: str) -> Iterator[tuple[str, str]]:
    """URLs of two empty databases; empty ones stand for SQLite in the house's folder."""
    if name == "sqlite":
        yield "", ""
        return
    from bench.house.postgresql import server

    with server() as urls:
        yield urls


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.house", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--times", type=int, default=200, help="how often each is asked (default: %(default)s)")
    parser.add_argument("--records", type=int, default=100_000, help="records in the backup (default: %(default)s)")
    parser.add_argument("--redmine", default="", metavar="FILE", help="the command that starts Redmine on port 3100 (default: without it)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
