"""The settlement summary on paper and as a spreadsheet."""
