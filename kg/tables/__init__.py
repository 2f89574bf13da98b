"""Blocks to grids of cells."""
