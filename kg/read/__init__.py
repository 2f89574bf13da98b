"""Bytes to pages, sheets and trees: one module a format; decides nothing about meaning."""
