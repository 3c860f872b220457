"""Who was there, who saw, who endorsed, who challenged: for each item of concern and each person, with the records."""
