"""What comes from outside: exports of trackers, pasted lines, agenda files; all of it becomes domain values."""
