"""Reading an exhibit in the background: Parquet first, then the lines and words beside it, in units that may be killed."""
