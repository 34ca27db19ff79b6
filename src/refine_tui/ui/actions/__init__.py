"""The screen that lists the action items of a team."""
