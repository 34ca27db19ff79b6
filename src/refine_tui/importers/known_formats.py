"""Every format there is, in the order in which they are tried."""

from refine_tui.importers import (
    azure_devops_csv,
    github_json,
    github_projects_tsv,
    gitlab_csv,
    jira_csv,
    jira_xml,
    linear_csv,
    markdown_tasks,
    spreadsheet,
)

TABLE_FORMATS = (
    jira_csv.FORMAT,
    linear_csv.FORMAT,
    azure_devops_csv.FORMAT,
    gitlab_csv.FORMAT,
    github_projects_tsv.FORMAT,
    spreadsheet.FORMAT,
)
"""The formats of rows and columns; the one that takes any table with a column of titles comes last."""
JSON_FORMATS = (github_json.FORMAT,)
"""The formats of JSON."""
DOCUMENT_FORMATS = (jira_xml.FORMAT, markdown_tasks.FORMAT)
"""The formats of any other text."""
FORMATS = (*(known.name for known in (*TABLE_FORMATS, *JSON_FORMATS, *DOCUMENT_FORMATS)), "text")
"""Every name that can be asked for."""
