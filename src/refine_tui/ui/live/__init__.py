"""The live screen: one session, on a screen that many people watch."""
