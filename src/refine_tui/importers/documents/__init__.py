"""Bytes, JSON and XML from outside: decoded and parsed within limits."""
