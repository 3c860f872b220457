"""The append-only record: every write that matters leaves an entry that cannot be changed unnoticed."""
