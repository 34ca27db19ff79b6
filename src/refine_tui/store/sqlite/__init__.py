"""SQLite: the file, its connections, errors, locks, integrity and upgrades; nothing else knows the dialect."""
