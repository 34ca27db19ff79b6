"""The use cases: what a person does with sessions, backlogs and action items."""
