"""Grids and lines to statutory forms: which form, and what each column and row stands for."""
