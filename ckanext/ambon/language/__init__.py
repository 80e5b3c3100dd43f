"""The room `language`, plugin `ambon_language`: CKAN's own Indonesian, completed."""
