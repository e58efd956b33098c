"""The directory's own API: services, areas, places, needs and recommendations."""
