"""Budget documents of our own making: consistent random budgets, rendered in every form a reader meets."""
