"""What the pages of the tables show, made ready for their templates."""
