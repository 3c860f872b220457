"""Public sources about police misconduct, and what each of them says, word for word."""
