"""The pages of letters and documents."""
