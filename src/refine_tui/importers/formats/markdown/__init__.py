"""Markdown: lists of tasks, and the minutes that refine writes."""
