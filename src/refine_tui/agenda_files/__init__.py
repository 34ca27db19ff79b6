"""Agenda files: finds, reads and checks them."""
