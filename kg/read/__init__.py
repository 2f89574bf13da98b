"""Bytes to characters, lines and pages; decides nothing about meaning."""
