"""Reads items from exports of trackers, tables, documents and pasted text."""
