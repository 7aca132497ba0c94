ALTER TABLE service_rules ADD COLUMN effective_on TEXT CHECK (effective_on IS date(effective_on));
