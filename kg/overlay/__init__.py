"""Pictures of pages with what was recognised drawn over them."""
