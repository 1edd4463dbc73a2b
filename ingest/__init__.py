"""A delivery becomes rows: manifest, archive, text, types, reject, load."""
