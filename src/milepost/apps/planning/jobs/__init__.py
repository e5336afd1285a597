"""What the room does in the background: levelling, chances, and dates after somebody's facts changed."""
