"""Options of this room. It has none of its own yet: scheming's are declared beside it."""
