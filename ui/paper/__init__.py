"""Letters and summaries: made, shown page by page as they will be saved, saved and printed."""
