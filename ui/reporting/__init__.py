"""The page of reports: the papers that can be made, and what was spent by month."""
