"""Measures how fast Candour is, beside what people use instead. Nothing here is a test."""
