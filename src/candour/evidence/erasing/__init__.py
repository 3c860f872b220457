"""Takes out of what is stored here what it is unlawful to hold, and leaves the rest as it came."""
