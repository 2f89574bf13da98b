"""Pure functions on Chinese text: widths, numbers, money, dates and names."""
