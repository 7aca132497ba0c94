"""Evidence: the files kept with records, chosen and numbered as exhibits."""
