"""refine: walk a team through a timeboxed backlog-refinement session and write the minutes."""

__version__ = "0.1.0"
