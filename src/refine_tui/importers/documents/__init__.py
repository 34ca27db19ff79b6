"""Decodes bytes and parses JSON and XML, within limits."""
