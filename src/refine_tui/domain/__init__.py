"""The rules of a refinement session, in pure Python: no files, no screen, no database, no clock."""
