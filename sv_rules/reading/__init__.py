"""Text into plain data that knows where each part stands, and the shape that data should have."""
