"""The room's documents."""
