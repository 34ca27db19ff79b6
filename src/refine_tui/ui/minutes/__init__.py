"""The screen that shows the minutes of a session."""
