"""The letters: what ``models.letters`` found, in the words of ``resources/letters``, as a document on paper."""
