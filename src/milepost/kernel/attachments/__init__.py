"""Files on any record: limited, looked into as far as their first bytes, kept by hash, given only to those who may see them."""

from milepost.kernel.attachments.entity import ATTACHMENT
from milepost.kernel.attachments.operations import withdraw
from milepost.kernel.attachments.read import Download, download

__all__ = ["ATTACHMENT", "Download", "download", "withdraw"]
