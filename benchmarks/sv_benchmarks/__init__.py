"""What `sv_rules` costs beside other rule engines, beside code made by hand, and as its work grows."""
