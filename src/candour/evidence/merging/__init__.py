"""The same conversation from several phones, put beside one another: nothing is overwritten, every tie can be undone."""
