"""Every format there is, in the order in which they are tried."""

from refine_tui.importers import (
    azure_devops_csv,
    azure_devops_json,
    github_json,
    github_project_json,
    github_projects_tsv,
    gitlab_csv,
    gitlab_json,
    jira_csv,
    jira_json,
    jira_xml,
    linear_csv,
    markdown_tasks,
    minutes_markdown,
    spreadsheet,
    trello_json,
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
JSON_FORMATS = (
    gitlab_json.FORMAT,
    trello_json.FORMAT,
    jira_json.FORMAT,
    azure_devops_json.FORMAT,
    github_project_json.FORMAT,
    github_json.FORMAT,
)
"""The formats of JSON; the one that knows the most shapes comes last."""
DOCUMENT_FORMATS = (jira_xml.FORMAT, minutes_markdown.FORMAT, markdown_tasks.FORMAT)
"""The formats of any other text."""
FORMATS = (*(known.name for known in (*TABLE_FORMATS, *JSON_FORMATS, *DOCUMENT_FORMATS)), "text")
"""Every name that can be asked for."""
