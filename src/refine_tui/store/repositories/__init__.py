"""The repositories of the application's ports, each within one transaction."""
