"""Following a complaint from outside: the stage, the dates and the next date owed, and nothing of the working file."""
