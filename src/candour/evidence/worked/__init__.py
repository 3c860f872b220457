"""A fictional conversation of 42 officers, written as the phones of its members would export it. Nobody in it exists."""
