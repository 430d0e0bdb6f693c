"""Things used by two screens or more, or with a drawing of their own. They never touch the storage."""
