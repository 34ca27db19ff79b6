"""Converts HTML, wiki markup, Markdown and Atlassian documents into plain text."""
