"""People, appointments, case files, conflict walls, who may see and do what, and the log of reads."""
