"""The only SQL: tables, rows and their domain values, the engine, the journal of undo, migrations."""
