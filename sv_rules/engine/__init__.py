"""Rulepack + Procurement -> conclusions, findings and assessments. Each stage takes values and returns values."""
