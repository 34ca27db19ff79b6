"""GitHub's issues and projects."""
