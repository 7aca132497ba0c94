"""Foreign files in: what provider, tax system and mailbox hand out. Readers give values and problems; none acts."""
