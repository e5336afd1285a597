"""Links in MS Project's notation: "3", "3FS+2d", "4SS-1d; 7FF+50%"; task names and other languages' letters are understood too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from milepost.engine.model import LagKind, LinkKind, Settings
from milepost.exchange.grid import Numbers, read_length, short
from milepost.exchange.grid.findings import said_by
from milepost.values import said

_KINDS = {
    "FS": LinkKind.FS,
    "SS": LinkKind.SS,
    "FF": LinkKind.FF,
    "SF": LinkKind.SF,
    "EA": LinkKind.FS,
    "AA": LinkKind.SS,
    "EE": LinkKind.FF,
    "AE": LinkKind.SF,  # German
    "FD": LinkKind.FS,
    "DD": LinkKind.SS,
    "DF": LinkKind.SF,  # French
}
_TOKEN = re.compile(
    r"(?P<task>.+?)\s*(?P<kind>" + "|".join(_KINDS) + r")?\s*(?P<lag>[+\-−]\s*\d[\d.,]*\s*(?:e?\s*%|[^\W\d]*\.?))?\??",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r".*[\\/].*?(\d+)\s*(?:FS|SS|FF|SF)?.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Predecessor:
    """One link as typed: the other task's id ("" when `external`), kind and lag as in `Link`."""

    task: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING
    lag_format: int = 7
    external: str = ""


def read_predecessors(
    text: str, *, separator: str, tasks: Mapping[str, str], settings: Settings, numbers: Numbers
) -> tuple[list[Predecessor], list[str]]:
    """Links of a cell and what is wrong with it, one sentence each. `tasks` maps what a link may be called by to task ids."""
    links: list[Predecessor] = []
    wrong: list[str] = []
    for piece in re.split(r"[;\n]" if separator == ";" else r"[,\n]", text):
        if not (token := piece.strip()):
            continue
        try:
            links.append(_read(token, tasks, settings, numbers))
        except ValueError as error:
            wrong.append(said_by(error))
    return links, wrong


def _read(token: str, tasks: Mapping[str, str], settings: Settings, numbers: Numbers) -> Predecessor:
    """One link. Raises ValueError that says what was expected."""
    if (found := _find(token, tasks)) is not None:
        return Predecessor(found)
    match = _TOKEN.fullmatch(short(token, most=1_000))
    if match:
        found = _find(match["task"], tasks)
        if found is None and _EXTERNAL.fullmatch(token):
            return Predecessor("", external=token)
        if found is not None:
            kind = _KINDS[match["kind"].upper()] if match["kind"] else LinkKind.FS
            return _lagged(found, kind, (match["lag"] or "").strip(), settings, numbers)
    raise ValueError(said("'{token}' names no task; expected a task's Id, then FS, SS, FF or SF and a lag, such as 3FS+2d", token=token))


def _find(word: str, tasks: Mapping[str, str]) -> str | None:
    word = word.strip()
    found = tasks.get(word)
    if found == "":
        raise ValueError(said("'{word}' names several tasks; write the Id instead", word=word))
    if found is None and re.fullmatch(r"0*\d+(\.0+)?", word):
        found = tasks.get(word.split(".")[0].lstrip("0") or "0")
    return found


def _lagged(task: str, kind: LinkKind, lag: str, settings: Settings, numbers: Numbers) -> Predecessor:
    if not lag:
        return Predecessor(task, kind)
    sign = -1 if lag[0] in "-−" else 1
    amount = lag[1:].strip()
    if amount.endswith("%"):
        elapsed = "e" in amount.casefold()
        percent = numbers.read(re.sub(r"[e%\s]", "", amount.casefold()))
        if percent > 100_000:
            raise ValueError(said("the lag '{lag}' is too large", lag=lag))
        return Predecessor(
            task, kind, sign * round(percent * 100), LagKind.ELAPSED_PERCENT if elapsed else LagKind.PERCENT, 20 if elapsed else 19
        )
    length = read_length(amount, settings=settings, numbers=numbers)
    return Predecessor(task, kind, sign * length.seconds, LagKind.ELAPSED if length.elapsed else LagKind.WORKING, length.format)
