"""The minutes: one document for each session, and the export formats that are rendered from it."""
