"""Commands of Django's that the house does in its own way."""
