"""Pages to blocks in reading order."""
