"""Jira's exports: CSV, JSON and XML."""
