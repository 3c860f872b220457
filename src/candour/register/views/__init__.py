"""The pages of this room, for register editors and auditors."""
