"""What things are: frozen values, no input or output, importing nothing else of ours but each other."""
