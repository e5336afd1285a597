"""What the bench of the house counts: answers over one open connection, their shares, and everything that a process started."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.house.client import Answers, Ask, Unexpected, measure, rate
from bench.house.processes import family, processor_seconds, resident_mib


class Echo(BaseHTTPRequestHandler):
    """Answers each GET with its path; "/closing" closes the connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.path)))
        if self.path == "/closing":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_each_answer_is_counted_once_and_parts_together(port: int) -> None:
    found = measure(port, Ask("parts", "/{hundred}", parts=3), times=7, warm=2)
    assert len(found.seconds) == 7 and found.size == len("/0/100/200")
    assert rate(port, Ask("one", "/"), callers=2, seconds=0.05) > 0


@pytest.mark.parametrize("ask", [Ask("closing", "/closing"), Ask("short", "/", least=100), Ask("status", "/", expected=201)])
def test_another_answer_than_the_one_that_is_measured_is_no_result(port: int, ask: Ask) -> None:
    with pytest.raises(Unexpected):
        measure(port, ask, times=3)


def test_a_share_is_the_time_within_which_that_part_of_the_answers_came() -> None:
    answers = Answers(tuple(float(number) for number in range(100, -1, -1)), 0)
    assert [answers.share(part) for part in (0, 0.5, 0.95, 1)] == [0, 50, 95, 100]


def test_memory_and_processor_time_are_those_of_the_whole_family() -> None:
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as top:
        assert top.stdout is not None and top.stdout.readline() == b"1\n"
        assert len(family(top.pid)) == 2 and top.pid in family(os.getpid())
        assert resident_mib(top.pid) > 1 and processor_seconds(top.pid) >= 0
        top.communicate(b"\n")
