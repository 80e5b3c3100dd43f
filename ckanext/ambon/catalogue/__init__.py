"""The room `catalogue`, plugin `ambon`: dataset types, OPD, topics and their pages."""
