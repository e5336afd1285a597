"""Parts of pages that are made in Python, because they are many: cells, tables, inputs."""
