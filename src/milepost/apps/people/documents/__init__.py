"""Documents about people: each is made of questions and rows that its reader may see."""
