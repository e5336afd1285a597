"""Documents of nested values (JSON) that people write by hand: every value knows its path, and what is wrong is collected."""

from milepost.exchange.nested.node import Node, read_json

__all__ = ["Node", "read_json"]
