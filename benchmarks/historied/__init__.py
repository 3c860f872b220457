"""One table four times: without a history, with each of the peers' histories, and in Candour's record."""
