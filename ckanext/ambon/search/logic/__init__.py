"""The actions of the search, and who may call them."""
