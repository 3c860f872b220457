"""Tables in the text layer of a PDF: what stands where on a page, told apart into columns and rows. Nothing is guessed."""
