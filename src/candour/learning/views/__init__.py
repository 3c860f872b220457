"""The pages of this room, for those who work on recommendations."""
