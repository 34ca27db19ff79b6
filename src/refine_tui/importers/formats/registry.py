"""Every format that can be imported, in the order in which detection tries them."""

from refine_tui.importers.formats.azure_devops.csv_format import AZURE_DEVOPS_CSV
from refine_tui.importers.formats.azure_devops.json_format import AZURE_DEVOPS_JSON
from refine_tui.importers.formats.github.issues_json import GITHUB_JSON
from refine_tui.importers.formats.github.project_json import GITHUB_PROJECT_JSON
from refine_tui.importers.formats.github.project_tsv import GITHUB_PROJECT_TSV
from refine_tui.importers.formats.gitlab.csv_format import GITLAB_CSV
from refine_tui.importers.formats.gitlab.json_format import GITLAB_JSON
from refine_tui.importers.formats.jira.csv_format import JIRA_CSV
from refine_tui.importers.formats.jira.json_format import JIRA_JSON
from refine_tui.importers.formats.jira.xml_format import JIRA_XML
from refine_tui.importers.formats.linear import LINEAR_CSV
from refine_tui.importers.formats.markdown.markdown_tasks import MARKDOWN_TASKS
from refine_tui.importers.formats.markdown.minutes_markdown import MINUTES_MARKDOWN
from refine_tui.importers.formats.spreadsheet import SPREADSHEET
from refine_tui.importers.formats.text.plain_lines import TEXT
from refine_tui.importers.formats.trello import TRELLO_JSON

TABLE_FORMATS = (JIRA_CSV, LINEAR_CSV, AZURE_DEVOPS_CSV, GITLAB_CSV, GITHUB_PROJECT_TSV, SPREADSHEET)
"""The formats of rows and columns; `SPREADSHEET` recognises any table with a column of titles, so it is last."""
JSON_FORMATS = (GITLAB_JSON, TRELLO_JSON, JIRA_JSON, AZURE_DEVOPS_JSON, GITHUB_PROJECT_JSON, GITHUB_JSON)
"""The formats of JSON; `GITHUB_JSON` recognises the most shapes, so it is last."""
DOCUMENT_FORMATS = (JIRA_XML, MINUTES_MARKDOWN, MARKDOWN_TASKS)
"""The formats of any other text that can be recognised."""
FORMATS = {known.name: known for known in (*TABLE_FORMATS, *JSON_FORMATS, *DOCUMENT_FORMATS, TEXT)}
"""All formats by name, as ``--format`` accepts it; `TEXT` reads what no other format recognises."""
