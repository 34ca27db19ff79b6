"""Work items of Azure DevOps: CSV and JSON."""
