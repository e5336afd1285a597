"""Charts: layouts that give pure geometry, and the writer that turns geometry into SVG."""
