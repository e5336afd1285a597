"""Whether bytes are a page that browsers run, or XML that declares a document type: told from how they begin, and of pictures from all."""

import re

XML_HEAD = 256 * 1024
_PAGES = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<!doctype svg",
    b"<iframe",
    b"<?php",
    b"<hta:",
    b"<scriptlet",
)
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s+|<\?(?!php).*?\?>|<!--.*?-->)*", re.DOTALL | re.IGNORECASE)
"""What may stand before the first mark."""
_WITHIN = re.compile(rb"<(?:script|iframe|html|body|svg|!doctype\s+html|\?php)[\s>/]", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """HTML, SVG or a script in them."""
    return _begun(head).lower().startswith(_PAGES)


def is_typed(head: bytes) -> bool:
    """XML with a document type: entities are declared there. So is one whose prolog has no end within what was read."""
    begun = _begun(head)
    endless = len(head) >= XML_HEAD and (not begun or begun.startswith((b"<!--", b"<?")))
    return endless or begun.upper().startswith((b"<!DOCTYPE", b"<!ENTITY"))


def holds_page(content: bytes) -> bool:
    """Whether marks of a page stand anywhere: a picture has none."""
    return _WITHIN.search(content) is not None


def _begun(head: bytes) -> bytes:
    """From the first mark on, whether a letter takes one byte or two."""
    return _BEFORE.sub(b"", head.replace(b"\0", b""), count=1)
