"""The administration pages of a body, and the picture that enrols a second factor."""
