"""What the public sees: the gate, frozen pages, registers, feed, open data and the glossary."""
