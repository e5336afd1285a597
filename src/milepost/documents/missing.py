"""What a renderer says when the package it draws with is not installed."""


class DependencyMissing(Exception):
    """An optional package is not installed. `package` is its name, `extra` the extra of Milepost that brings it."""

    def __init__(self, *, package: str, extra: str, purpose: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"{purpose} needs the package {package}, which is not installed. Install it with: pip install 'milepost[{extra}]'")
