"""How far readers of the same messages agree."""
