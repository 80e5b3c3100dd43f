"""The room `tables`, plugin `ambon_tables`: an OPD's file becomes a checked, typed table."""
