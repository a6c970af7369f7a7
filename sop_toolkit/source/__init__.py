"""Files to nodes: finding them, reading them, and knowing where each character stands."""
