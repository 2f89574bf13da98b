"""Bytes to pages, one module a format; nothing here decides about meaning."""
