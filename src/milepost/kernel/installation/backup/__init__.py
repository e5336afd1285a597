"""Backups: the whole house in one file, restored into an empty place of either database, and verified there."""

from milepost.kernel.installation.backup.archive import BadArchive, Manifest
from milepost.kernel.installation.backup.restore import NotEmpty, restore
from milepost.kernel.installation.backup.write import write_backup

__all__ = ["BadArchive", "Manifest", "NotEmpty", "restore", "write_backup"]
