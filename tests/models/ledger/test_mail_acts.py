"""Notices by mail: times by the message and by the servers, what is suggested, the message kept as evidence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.china_time import CHINA
from models.ledger import acts, attachments
from models.ledger.mail_acts import import_mail, notice_of
from models.ledger.verify import verify
from models.problems import Refused
from models.sources.mail import LONGEST_TEXT, read, read_file, suggest
from tests.files import make_mail as made


def suggested(**how):
    return suggest(read(made.message(**how), "a.eml"))


def test_a_message_is_read_with_its_chain_oldest_first():
    mail = read(made.message(attached={"公告.pdf": b"x"}), "a.eml")
    assert mail.subject == "【示例云】例行维护通知"
    assert mail.sender == "示例云计算 <notice@cloud.example>"
    assert mail.sent_at == datetime(2026, 10, 1, 9, 30, tzinfo=CHINA)
    assert [hop.at for hop in mail.received] == [
        datetime(2026, 10, 1, 1, 30, 4, tzinfo=UTC),
        datetime(2026, 10, 1, 9, 30, 9, tzinfo=CHINA),
    ]
    assert "out.cloud.example" in mail.received[0].words
    assert mail.attachments == ("公告.pdf",)
    assert mail.text == made.TEXT.strip()


def test_kind_and_event_are_suggested():
    notice = suggested().notice
    assert (notice.kind, notice.from_, notice.channel, notice.form) == (
        "routine_maintenance", "provider", "electronic", "email",
    )  # fmt: skip
    assert notice.event_at == datetime(2026, 10, 3, 10, tzinfo=CHINA)
    assert notice.event_ends_at == datetime(2026, 10, 3, 12, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("紧急维护通知", "emergency_maintenance"), ("机房搬迁通知", "major_adjustment"),
        ("网络割接公告", "major_adjustment"), ("产品下线公告", "service_change"), ("服务条款更新", "terms_change"),
        ("欠费提醒", "arrears"), ("账单已出", "other"), ("关于合同权利义务转让的通知", "assignment"),
        ("因不可抗力终止服务", "force_majeure_termination"),
    ],
)  # fmt: skip
def test_the_kind_follows_the_words(subject, kind):
    assert suggested(subject=subject, text="您好").notice.kind == kind


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2026-10-03 10:00-12:30", (3, 10, 0), (3, 12, 30)),
        ("2026年10月3日（周六）22:00至2026年10月4日02:00", (3, 22, 0), (4, 2, 0)),
        ("2026/10/3 8点", (3, 8, 0), None),
        ("2026-10-03 12:00-10:00", (3, 12, 0), None),
        ("2026-13-03 12:00", None, None),
        ("下周", None, None),
    ],
)
def test_the_event_s_times_follow_the_first_time_named(text, begins, ends):
    notice = suggested(text=text).notice

    def moment(parts):
        return parts and datetime(2026, 10, *parts, tzinfo=CHINA)

    assert (notice.event_at, notice.event_ends_at) == (moment(begins), moment(ends))


def test_without_a_time_of_its_own_the_first_server_s_counts_and_that_is_told():
    found = suggested(sent=None)
    assert found.notice.sent_at == datetime(2026, 10, 1, 1, 30, 4, tzinfo=UTC)
    assert [note.code for note in found.notes] == ["mail_time_of_servers"]


@pytest.mark.parametrize(("minutes", "told"), [(59, False), (60, False), (61, True)])
def test_a_time_far_from_the_servers_is_told(minutes, told):
    sent = datetime(2026, 10, 1, 9, 30, 4, tzinfo=CHINA) - timedelta(minutes=minutes)
    found = suggested(sent=sent.strftime("%a, %d %b %Y %H:%M:%S %z"))
    assert ("mail_times_differ" in [note.code for note in found.notes]) == told


def test_the_customer_s_own_message_is_from_the_customer():
    mine = "ops@customer.example"
    assert suggest(read(made.message(sender=mine), "a"), mine).notice.from_ == "customer"


def test_a_page_is_read_as_its_words():
    html = "<style>p{color:red}</style><body><p>例行维护</p><script>alert(1)</script>2026-10-03 10:00<br>完</body>"
    mail = read(made.message(html=html), "a")
    assert mail.text == "例行维护2026-10-03 10:00\n完"


def test_text_in_gb18030_that_says_nothing_of_it_is_read():
    raw = made.message(text="x").split(b"\r\n\r\n")[0].replace(b'charset="utf-8"', b"x=y") + b"\r\n\r\n"
    assert read(raw + "例行维护".encode("gb18030"), "a").text == "例行维护"


def test_a_text_too_long_for_a_notice_is_cut_and_that_is_told():
    found = suggested(text="字" * (LONGEST_TEXT + 1))
    assert len(found.notice.text) == LONGEST_TEXT
    assert [note.code for note in found.notes] == ["mail_text_cut"]


def test_a_mailbox_gives_every_message(tmp_path):
    (tmp_path / "a.mbox").write_bytes(made.mailbox(made.message(), made.message("产品下线公告")))
    assert [mail.file for mail in read_file(tmp_path / "a.mbox")] == ["a.mbox#1", "a.mbox#2"]


@pytest.mark.parametrize(("limit", "bytes_", "place"), [("LARGEST_MESSAGE", 3000, "#3"), ("LARGEST_BOX", 5000, "")])
def test_a_mailbox_with_more_than_can_be_held_is_refused_before_it_is_read(tmp_path, monkeypatch, limit, bytes_, place):
    """A download that was cut short and filled up is one endless line in the last message."""
    monkeypatch.setattr(f"models.sources.mail.{limit}", bytes_)
    path = tmp_path / "notices.mbox"
    cut = b"From a@cloud.example Thu Oct  1 09:30:00 2026\n" + bytes(5000)
    path.write_bytes(made.mailbox(made.message(), made.message()) + cut)
    monkeypatch.setattr("mailbox.mbox.__init__", None)
    with pytest.raises(Refused) as refused:
        read_file(path)
    assert [(p.code, p.inputs["file"]) for p in refused.value.problems] == [("mail_too_large", f"notices.mbox{place}")]


def test_a_message_comes_in_once_whether_by_itself_or_out_of_a_mailbox(ledger, tmp_path):
    alone = made.message(text="说明：\nFrom 10 月起执行。\n")
    (tmp_path / "a.mbox").write_bytes(made.mailbox(alone.replace(b"\nFrom 10", b"\n>From 10"), made.message(id="9")))
    one = read(alone, "a.eml")
    import_mail(ledger, [(one, suggest(one).notice)])
    same, other = read_file(tmp_path / "a.mbox")
    assert (notice_of(ledger, same), notice_of(ledger, other)) == (one.notice, None)
    assert notice_of(ledger, read(b"\xef\xbb\xbf" + made.message(id="9"), "b.eml")) is None


def test_confirmed_messages_are_notices_with_the_message_attached(ledger):
    content = made.message()
    found = suggest(read(content, "a.eml"))
    before = ledger.facts
    change = import_mail(ledger, [(found.mail, found.notice)])
    assert ledger.facts.notices[found.notice.id] == found.notice
    (attached,) = attachments.of_record(ledger.connection, "notice", found.notice.id)
    assert (attached.media_type, attachments.content(ledger.connection, attached.sha256)) == ("message/rfc822", content)
    assert change.touched == (("notice", found.notice.id),)
    assert notice_of(ledger, found.mail) == found.notice.id
    assert import_mail(ledger, [(found.mail, found.notice)]) is None
    assert not verify(ledger)
    acts.undo(ledger)
    assert ledger.facts == before


FAR = b"From: a@cloud.example\nSubject: x\nDate: Thu, 01 Oct 2026 09:30:00 +" + b"08" * 40 + b"\n\n"


@pytest.mark.parametrize("content", [b"", b"\n\nno header at all", b"Subject:\nFrom:\n\n", FAR])
def test_what_is_no_message_is_refused(content):
    with pytest.raises(Refused) as refused:
        read(content, "a.eml")
    assert refused.value.problems[0].code in {"mail_unknown", "mail_broken"}


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=12))
def test_a_message_damaged_anywhere_is_read_or_refused(place, noise):
    content = made.message(attached={"a.bin": b"x"})
    place %= len(content)
    try:
        found = suggest(read(content[:place] + noise + content[place + len(noise) :], "a"))
    except Refused:
        return
    assert found.notice.id.startswith("mail-")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_message_or_refused(content):
    try:
        suggest(read(content, "a"))
    except Refused as refused:
        assert refused.problems  # noqa: PT017 - both outcomes are right
