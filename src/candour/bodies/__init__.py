"""Forces, policing bodies and overseers, by date: who they are, what they were called, who governed whom."""
