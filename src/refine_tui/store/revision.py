"""The revision of the schema, and where its migrations are; without SQLAlchemy."""

from pathlib import Path

HEAD = "0007"
"""The revision that this version of the program works with: the newest one in ``migrations/versions``."""

SCRIPTS = Path(__file__).with_name("migrations")
"""The folder of the Alembic scripts."""
