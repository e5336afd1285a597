"""Text and lines as iCalendar wants them (RFC 5545, 3.1 and 3.3.11): escaped, folded at 75 octets, ended with CR LF."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line ends escaped; control characters and lone surrogates left out."""
    clean = _CONTROL.sub("", text).encode("utf-8", "ignore").decode("utf-8")
    clean = clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return clean.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line of at most 75 octets, the rest on lines that begin with a space; no character is cut in two."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode("utf-8")
        # Continuation lines spend one octet on their leading space.
        if len(piece) + len(octets) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = b""
        piece += octets
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
