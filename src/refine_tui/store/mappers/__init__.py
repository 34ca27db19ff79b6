"""How domain values become rows of the tables, and rows become domain values."""
