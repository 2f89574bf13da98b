"""Recognised forms and prose to typed records."""
