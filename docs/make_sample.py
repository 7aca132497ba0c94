"""Make the sample ledger's package anew: its records, letters and evidence, all of it plainly invented.

    python -m docs.make_sample

The records are those of ``resources/sample/sample.json``. The letters are drafted, frozen, sent and answered by the
program's own acts, each on its own day of the story, and the files kept as evidence are drawn here; the outcome is
``resources/sample/sample.zip``, a package like any other.
To be run again when the records or the words of letters change.
"""

import hashlib
import io
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from email.message import EmailMessage
from math import cos, sin, tau
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from models.assess import assess
from models.china_time import CHINA
from models.evidence.exhibits import exhibit_names, kept_files
from models.exchange import package
from models.exchange.document import read_file
from models.facts.records import Letter, LetterAnswered, LetterSent
from models.ledger import acts, attachments, letter_acts
from models.ledger.evidence_acts import keep_files
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.letter_acts import File
from models.vocabulary import vocabulary
from reports.typesetting.blocks import Column, Document, Paragraph, Row, Table, Title
from reports.typesetting.render import render
from resources import resource
from ui.letters import writing
from ui.letters.writing import Choices

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "resources" / "sample" / "sample.zip"
CUSTOMER, PROVIDER = "customer@example.com", "service@example.com"
INVENTED = "（本文件为示例账本虚构，不涉及任何真实的人或公司。）"
INK, SOFT, ACCENT, LATE, PAPER = (30, 34, 42), (130, 136, 148), (36, 92, 190), (196, 60, 44), (255, 255, 255)


class Clock:
    """Tells the story's own time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 1, 9, tzinfo=CHINA)

    def __call__(self) -> datetime:
        """Give the time it was set to."""
        return self.now

    def on(self, month: int, day: int, hour: int = 10) -> date:
        """Go to an hour of a day of 2026, and give that day."""
        self.now = datetime(2026, month, day, hour, tzinfo=CHINA)
        return self.now.date()


class Mail(NamedTuple):
    """An e-mail of the story, kept as ``file``: ``on`` is its Date, ``how`` it was had and what it ``proves``."""

    sender: str
    to: str
    on: str
    subject: str
    lines: Sequence[str]
    file: str
    how: str
    proves: str

    def kept(self) -> File:
        """Give the e-mail as its program would save it."""
        made = EmailMessage()
        made["From"], made["To"], made["Date"], made["Subject"] = self.sender, self.to, self.on, self.subject
        key = hashlib.sha256(f"{self.on} {self.subject}".encode()).hexdigest()
        made["Message-ID"] = f"<{key[:20]}@example.com>"
        made.set_content("\n".join((*self.lines, "", INVENTED)))
        return File(self.file, "message/rfc822", made.as_bytes(), self.how, self.proves)


ANNOUNCEMENT = Mail(
    PROVIDER,
    CUSTOMER,
    "Thu, 01 Oct 2026 10:00:00 +0800",
    "数据库例行维护通知",
    (
        "尊敬的示例客户：",
        "为提升服务稳定性，我们将于2026年10月3日10:00至12:00对云数据库 MySQL（cdb-1）进行例行维护。",
        "维护期间实例可能短暂不可连接。",
        "示例云计算有限公司",
    ),
    "例行维护通知.eml",
    "从邮箱另存的原始邮件",
    "维护通知于2026年10月1日（法定节假日）以电子邮件发出",
)
ANSWER = Mail(
    PROVIDER,
    CUSTOMER,
    "Fri, 16 Oct 2026 14:30:00 +0800",
    "回复：关于2026年9月账单的异议函",
    (
        "示例客户：",
        "贵方来函收悉。经核对，9月账单总额与明细合计相差45.67元系重复汇总所致。",
        "我方同意按明细合计500.00元确认该账单，并按500.00元开具发票。",
        "示例客服",
    ),
    "服务商复函.eml",
    "从邮箱另存的原始邮件",
    "服务商同意9月账单按500.00元确认",
)


def main() -> None:
    """Make the package."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.clauseledger"
        acts.make_from(path, read_file(resource("sample", "sample.json")))
        with open_ledger(path, clock=clock) as ledger:
            _tell(ledger, clock)
            listed = [
                one._replace(id=hashlib.sha256(f"{one.kind} {one.record} {one.name}".encode()).hexdigest()[:16])
                for one in attachments.everything(ledger.connection)
            ]
            pieces = package.write(
                ledger.facts,
                [one.as_json() for one in listed],
                lambda digest: attachments.content(ledger.connection, digest),
            )
            content = b"".join(pieces)
            evidence = len(kept_files(ledger))
            letters = len(ledger.facts.letters)
    PACKAGE.write_bytes(content)
    sys.stdout.write(f"{PACKAGE.relative_to(ROOT)}: {letters} letters, {evidence} files, {len(content):,} bytes\n")


def _tell(ledger: Ledger, clock: Clock) -> None:
    """Do what the customer did, act by act."""
    clock.on(10, 1, 11)
    keep_files(ledger, "notice", "n-1", [ANNOUNCEMENT.kept()])
    clock.on(10, 3, 18)
    keep_files(ledger, "incident", "x-1", [_connections(), _duty_log()])
    clock.on(10, 12)
    keep_files(ledger, "bill", "b-2026-09", [_console_page()])
    day = clock.on(10, 13)
    objection = _frozen(ledger, "bill-objection", "b-2026-09", day)
    letter_acts.send(ledger, objection.id, LetterSent("electronic", day), _objection(objection).kept())
    clock.on(10, 16, 15)
    answered = LetterAnswered(date(2026, 10, 16), "同意按明细合计500.00元确认9月账单，并按500.00元开票。")
    letter_acts.answer(ledger, objection.id, answered, ANSWER.kept())
    day = clock.on(11, 10)
    claim = _frozen(ledger, "short-notice-claim", "n-1", day)
    letter_acts.send(ledger, claim.id, LetterSent("post", day, "示例00000000001"), _receipt())
    clock.on(11, 20)
    assessment = assess(ledger.facts, date(2026, 11, 20))
    writing.draft(ledger, assessment, "refund-request", "o-cos", Choices())


def _frozen(ledger: Ledger, kind: str, record: str, day: date) -> Letter:
    assessment = assess(ledger.facts, day)
    letter = writing.draft(ledger, assessment, kind, record, Choices())
    made = writing.to_freeze(assessment, letter, exhibit_names(ledger, letter), vocabulary("zh"))
    writing.freeze(ledger, letter, made, day)
    return ledger.facts.letters[letter.id]


def _objection(letter: Letter) -> Mail:
    """Write the e-mail the objection goes out with."""
    return Mail(
        CUSTOMER,
        PROVIDER,
        "Tue, 13 Oct 2026 10:12:00 +0800",
        letter.title,
        (
            "示例云计算有限公司：",
            f"{letter.title}见附件，请在函内所列日期前书面答复。",
            "示例客户",
            "",
            f"附件：{letter.title}.pdf（SHA-256：{letter.pdf}）",
        ),
        "异议函发出邮件.eml",
        "从邮箱“已发送”另存的原始邮件",
        "异议函已于2026年10月13日发至约定的电子邮箱",
    )


def _duty_log() -> File:
    lines = (
        "2026-10-03 值班记录（示例）",
        "10:00  数据库 cdb-1 无法连接，与维护通知的开始时间一致。",
        "12:00  通知所称的结束时间，实例仍无法连接。",
        "12:05  致电客服，答复仍在维护。",
        "16:20  实例恢复连接；随后从备份恢复数据，外聘人员费用800.00元。",
        "记录人：示例值班员",
        INVENTED,
    )
    content = ("\n".join(lines) + "\n").encode()
    return File("值班记录.txt", "text/plain", content, "值班系统导出", "故障自10时起至16时20分止，恢复数据花费800元")


def _console_page() -> File:
    rows = (
        ("云数据库 MySQL", "2026-09-01 至 2026-09-30", "336.00"),
        ("内容分发网络 CDN", "2026-09-01 至 2026-09-30", "164.00"),
        Row(("明细合计", "", "500.00"), total=True),
    )
    columns = (Column("产品"), Column("用量期间"), Column("应付（元）", "right"))
    document = Document(
        title="2026年9月账单明细（示例）",
        created=date(2026, 10, 12),
        author="示例云计算有限公司",
        subject="2026年9月账单明细",
        blocks=(
            Title("2026年9月账单明细（示例）"),
            Paragraph("账号：100000000000　账单周期：2026年9月"),
            Table(columns, rows),
            Paragraph("账单总额：545.67元。"),
            Paragraph(INVENTED),
        ),
    )
    how, proves = "控制台“费用中心”导出", "明细合计500.00元，账单总额545.67元，相差45.67元"
    return File("9月账单明细.pdf", "application/pdf", render(document), how, proves)


def _connections() -> File:
    """Draw the connections of a database over a day: none from 10:00 to 16:20."""
    image = Image.new("RGB", (900, 420), PAPER)
    draw = ImageDraw.Draw(image)
    left, right, top, bottom = 60, 870, 90, 350
    draw.text((left, 20), "云数据库 MySQL（cdb-1）连接数 2026-10-03（示例）", INK, _letters(24))
    for hour in range(0, 25, 4):
        x = left + (right - left) * hour // 24
        draw.line((x, top, x, bottom), (226, 229, 235))
        draw.text((x - 22, bottom + 10), f"{hour:02d}:00", SOFT, _letters(16))
    draw.line((left, bottom, right, bottom), SOFT)
    course = []
    for minute in range(0, 24 * 60 + 1, 10):
        down = 600 <= minute < 980
        level = 0 if down else round(150 - 60 * cos(minute * tau / 1440) + 6 * sin(minute))
        course.append((left + (right - left) * minute // 1440, bottom - level))
    draw.line(course, ACCENT, 3)
    draw.text((left + (right - left) * 600 // 1440 + 20, bottom - 60), "10:00–16:20 无连接", LATE, _letters(18))
    how, proves = "监控页面截图", "数据库自10时至16时20分不可用"
    return File("连接数监控图.png", "image/png", _png(image), how, proves)


def _receipt() -> File:
    """Draw the slip of a registered letter."""
    image = Image.new("RGB", (760, 420), (250, 246, 232))
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 739, 399), outline=INK, width=3)
    draw.text((48, 40), "挂号邮件收据（示例）", INK, _letters(30))
    lines = (
        "邮件号：示例00000000001",
        "寄件人：示例客户",
        "收件人：示例云计算有限公司",
        "地址：示例市示例区示例大厦",
        "内件：函（通知期不足）",
        "收寄日期：2026-11-10",
    )
    for row, line in enumerate(lines):
        draw.text((48, 104 + 44 * row), line, INK, _letters(24))
    draw.ellipse((560, 210, 710, 360), outline=LATE, width=4)
    draw.text((584, 268), "示例邮戳", LATE, _letters(26))
    how, proves = "邮局收据扫描", "函件已于2026年11月10日挂号寄出"
    return File("挂号信收据.png", "image/png", _png(image), how, proves)


def _letters(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resource("fonts", "Sans-Regular-Common.ttf")), size)


def _png(image: Image.Image) -> bytes:
    packed = io.BytesIO()
    image.quantize(32).save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    main()
