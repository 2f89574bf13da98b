"""Benchmarks: `python -m tests.bench`; ratios side by side in one run, never a timed assertion in a test."""
