"""The use cases: each is one transaction. The application sees the store through the ports and knows no screen."""
