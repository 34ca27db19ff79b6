"""The use cases, each one transaction. They access the store through `ports` and do not depend on the ui."""
