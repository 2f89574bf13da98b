"""Many files into one store: what needs converting, who converts it, how it is loaded, what is told of it."""
