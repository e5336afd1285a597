"""Reports as a tree of frozen nodes, and their renderers: HTML, PDF, DOCX, XLSX, Markdown, CSV, JSON. Knows nothing of plans."""
