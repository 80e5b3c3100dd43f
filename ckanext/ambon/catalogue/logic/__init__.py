"""Actions, who may call them, and the validators of the catalogue."""
