"""Run the cases of the YAML files beside this one: facts, a day, and what must follow."""

from pathlib import Path

import pytest
import yaml

from models.figures import write_value
from tests.models import samples

FILLED_IN = {
    "accounts": {},
    "services": {},
    "orders": {"service": "s", "list_price": "100.00", "cash": "100.00"},
    "bills": {"account": "a", "period": "2026-02", "channel": "electronic", "total": "100.00"},
    "invoices": {"amount": "1000.00"},
    "payments": {"method": "bank"},
    "notices": {"from": "provider", "channel": "electronic"},
    "incidents": {"service": "s", "cause": "provider"},
}
CASES = [
    (path.stem, case)
    for path in sorted(Path(__file__).parent.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def document(case, readings):
    """Give the exchange document of a case, with what it leaves out filled in."""
    sections = {name: [FILLED_IN[name] | record for record in case[name]] for name in FILLED_IN if name in case}
    for bill in sections.get("bills", []):
        bill["lines"] = [{"payable": line["cash"]} | line for line in bill.get("lines", [])]
    return samples.only(readings=readings, amendments=case.get("amendments"), **sections)


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['says']}" for file, case in CASES])
def test_case(file, case):
    known = {"says", "clause", "then", "readings", "amendments", *FILLED_IN}
    assert set(case) <= known, file
    for day in case["then"]:
        expected = {key: says for key, says in day.items() if key not in {"as_of", "readings"}}
        assert expected
        assessment = samples.assessed(document(case, day.get("readings", case.get("readings"))), day["as_of"])
        given = {}
        for key in expected:
            found = assessment.get(*key.split())
            shown = [" ".join(filter(None, (write_value(f.value, f.unit) or "-", f.status))) for f in found]
            given[key] = shown[0] if shown else "none"
        assert given == expected, f"as of {day['as_of']}"
