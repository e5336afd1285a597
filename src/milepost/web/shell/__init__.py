"""What stands around every page: navigation, palette, theme, refusals."""
