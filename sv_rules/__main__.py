"""`python -m sv_rules` is `sv-rules`."""

from sv_rules.cli import main

if __name__ == "__main__":  # pragma: no branch  nobody imports it
    main()
