"""Says on standard error what takes longer than a second; on a terminal in one line that goes away, else in plain lines."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import TextIO

PATIENCE_SECONDS = 1.0
PLAIN_EVERY_SECONDS = 10.0


class Progress:
    """One step at a time. A step that ends within a second is never mentioned; `quiet` mentions nothing."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, width: int = 80) -> None:
        self._stream = stream
        self._quiet = quiet
        self._width = width
        self._lively = stream.isatty()
        self._detail = ""

    @contextlib.contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Watches the work done inside; `what` is a phrase such as "Reading roll-out.mpp"."""
        if self._quiet:
            yield
            return
        self._detail = ""
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(what, done), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def detail(self, sentence: str) -> None:
        """What the current step is doing; replaces its phrase when it is next shown."""
        self._detail = sentence

    def _watch(self, what: str, done: threading.Event) -> None:
        began = time.monotonic()
        shown = False
        wait = PATIENCE_SECONDS
        while not done.wait(wait):
            seconds = int(time.monotonic() - began)
            self._show(f"{self._detail or what} … {seconds} s")
            shown = True
            wait = PATIENCE_SECONDS if self._lively else PLAIN_EVERY_SECONDS
        if shown and self._lively:
            self._write("\r\x1b[K")

    def _show(self, text: str) -> None:
        self._write(f"\r\x1b[K{text[: self._width - 1]}" if self._lively else f"{text}\n")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()
