"""The pages of exhibits, for those who work on a case file."""
