"""The forms of the guided pages, by subject."""
