"""What the jobs do. It needs the whole engine, and is loaded when one of them is done, not when a command begins."""
