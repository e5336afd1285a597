"""Questions that doors offer about people; what they find out stands in the room's selectors and rules."""
