"""Every format there is, in the order in which they are tried."""

from refine_tui.importers import github_json, jira_csv, jira_xml, markdown_tasks, spreadsheet

TABLE_FORMATS = (jira_csv.FORMAT, spreadsheet.FORMAT)
"""The formats of rows and columns; the one that takes any table with a column of titles comes last."""
JSON_FORMATS = (github_json.FORMAT,)
"""The formats of JSON."""
DOCUMENT_FORMATS = (jira_xml.FORMAT, markdown_tasks.FORMAT)
"""The formats of any other text."""
FORMATS = (*(known.name for known in (*TABLE_FORMATS, *JSON_FORMATS, *DOCUMENT_FORMATS)), "text")
"""Every name that can be asked for."""
