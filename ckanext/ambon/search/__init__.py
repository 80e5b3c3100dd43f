"""The room `search`, plugin `ambon_search`: what the index holds, what a query means."""
