"""What stands here is meant to be wrong: `test_broken.py` looks at it, nothing collects it."""

collect_ignore_glob = ["*"]
