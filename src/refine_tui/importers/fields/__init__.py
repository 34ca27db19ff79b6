"""Reads the fields of an item: dates, statuses, estimates, acceptance criteria."""
