"""Many documents, one rulepack: read in a stream, evaluated by many workers, written so that a kill loses nothing."""
