"""The minutes: one document made from a session, and the formats in which it is handed out."""
