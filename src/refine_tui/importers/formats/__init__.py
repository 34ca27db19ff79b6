"""The formats that can be imported: what recognises each, and what reads it."""
