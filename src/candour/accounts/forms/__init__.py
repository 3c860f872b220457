"""The forms of the administration pages and of sign-in."""
