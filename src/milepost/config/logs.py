"""Logs: one JSON object a line on standard output, with the request's id and without anybody's data."""

import json
import logging
import logging.config
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")


class AsJson(logging.Formatter):
    """Of an exception its type and the places it passed: its message may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id.get():
            line["request"] = number
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(record.exc_info[2])][-12:]
        return json.dumps(line, ensure_ascii=False, default=str)


class _Standard(logging.StreamHandler[Any]):
    """Writes to what standard output is now, which tests exchange."""

    def __init__(self) -> None:
        super().__init__(sys.stdout)

    @property
    def stream(self) -> Any:
        return sys.stdout

    @stream.setter
    def stream(self, value: Any) -> None:
        """It is always standard output."""


def logging_to_stdout(level: str) -> dict[str, Any]:
    """Python's settings for logging. Django's and gunicorn's own lines for a request are left out: ours names nobody's address."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "milepost.config.logs.AsJson"}},
        "handlers": {"stdout": {"()": "milepost.config.logs.standard_output", "formatter": "json"}},
        "root": {"handlers": ["stdout"], "level": "WARNING"},
        "loggers": {
            "milepost": {"handlers": ["stdout"], "level": level, "propagate": False},
            "gunicorn": {"handlers": ["stdout"], "level": level, "propagate": False},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "django": {"handlers": ["stdout"], "level": "WARNING", "propagate": False},
            "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }


def standard_output() -> logging.Handler:
    """The handler."""
    return _Standard()


def configure(settings: dict[str, Any]) -> None:
    """Applied by the server only: a command's standard output is its answer, not a log."""
