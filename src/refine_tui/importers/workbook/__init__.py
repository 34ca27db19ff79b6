"""Reads the cells of Excel workbooks."""
