"""Documents about organisations: each is made of rows that its reader may see."""
