"""The register of letters on screen: drafting with the words beside the page, freezing, sending, answers."""
