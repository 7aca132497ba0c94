"""Fields that records of many kinds have: their types with their shapes."""

from datetime import date, datetime
from typing import Annotated

from models.facts.shapes import Amount, Day, Moment, Text

Id = Annotated[str, Text(200, identifier=True)]
OptionalText = Annotated[str | None, Text()]
OptionalDay = Annotated[date | None, Day()]
OptionalMoment = Annotated[datetime | None, Moment()]
Fine = Annotated[int, Amount(whole_fen=False)]
OptionalFine = Annotated[int | None, Amount(whole_fen=False)]
OptionalSignedFine = Annotated[int | None, Amount(whole_fen=False, signed=True)]
