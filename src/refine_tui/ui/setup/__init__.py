"""The screen on which a session is set up, and how it starts."""
