"""Readers of published sources: bytes in, statements out, each with the span that it rests on."""
