"""Tables: delimited text and cells, headings, and the mapping from columns to fields."""
