"""The domain: what happened, what was agreed, and what follows from the two. Knows neither the window nor paper."""
