"""GitLab's issues: CSV and JSON."""
