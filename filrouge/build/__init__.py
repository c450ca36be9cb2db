"""Documents → bundle: passages, vectors, narratives, labels, map, index."""
