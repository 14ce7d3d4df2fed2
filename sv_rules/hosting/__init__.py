"""Who offers what: the hooks, the plugins found, and the names they offer."""
