"""What the late fee is told to come from: each part of the principal names the payment that ended its days."""

from tests.models import samples


def test_each_stretch_names_the_payment_that_ended_it_and_what_is_open_names_none():
    """Received Monday 2 March 2026, due on Monday the 16th: 40.00 paid four days late, 60.00 open on the 25th."""
    invoice = {"id": "i", "amount": "100.00", "received_at": "2026-03-02T10:00:00+08:00"}
    payment = {"id": "p", "paid_on": "2026-03-20", "amount": "40.00", "method": "bank"}
    made = samples.only(invoices=[invoice], payments=[payment])
    (fee,) = samples.assessed(made, "2026-03-25").get("late_fee", "i")
    assert fee.value == (4 * 40 + 9 * 60) * 1_000_000
    inputs = [(one.name, one.record, one.field) for one in fee.because.inputs if one.name in {"part", "until"}]
    paid = ("payment", "p")
    assert inputs == [("part", paid, "amount"), ("until", paid, "paid_on"), ("part", None, None), ("until", None, None)]
