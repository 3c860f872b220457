"""SQLite databases of messengers: opened without touching them, read in columns, every row accounted for."""
