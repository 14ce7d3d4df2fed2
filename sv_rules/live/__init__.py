"""Checks that are asked again at every keystroke of a form, each time in a fraction of a millisecond."""
