"""Lines of text: lists, mails and chats."""
