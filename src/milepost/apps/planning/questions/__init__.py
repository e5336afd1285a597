"""Questions that doors offer about plans."""
