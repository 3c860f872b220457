"""Views of this room: they fetch, call one function and render."""
