"""What prose says of facts: terms, denials, hopes, quantities and tables, recognised by plain rules."""
