"""A trial of an award model on thousands of made-up bids, before anybody bids."""
