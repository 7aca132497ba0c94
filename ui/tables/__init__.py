"""Lists of records: rows prepared beforehand, sorted and filtered, with the figures that belong to each."""
