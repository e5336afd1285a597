"""The answer on the terminal: aligned, calm, as wide as the terminal and no wider."""
