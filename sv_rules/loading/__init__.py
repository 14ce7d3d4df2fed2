"""Folder -> Rulepack: read the files, check their shape, let names meet what they name, merge the layers."""
