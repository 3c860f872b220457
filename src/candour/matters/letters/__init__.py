"""Letters of a matter: which a step calls for, to whom, and what the record can already say in them."""
