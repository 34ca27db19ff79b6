"""refine: walk a team through a timeboxed backlog-refinement session and hand out the minutes."""

__version__ = "0.1.0"
