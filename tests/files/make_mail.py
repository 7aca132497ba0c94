"""Makes invented notices by mail: one ``.eml`` and a mailbox of several. ``python -m tests.files.make_mail`` writes them.

Nobody's mail: names, addresses and servers are made up (``.example``).
"""

import sys
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

FOLDER = Path(__file__).parent
TEXT = (
    "尊敬的用户：\n我们计划于2026年10月3日 10:00 至 12:00 对广州三区的机房网络进行例行维护，期间可能出现短时中断。\n"
    "此邮件由系统发出，请勿回复。\n"
)


def message(subject="【示例云】例行维护通知", text=TEXT, sent="Thu, 01 Oct 2026 09:30:00 +0800", sender="notice@cloud.example", **more):
    """Give a message's bytes, with the servers it went through."""
    made = EmailMessage(policy=SMTP)
    for hop in more.get("received", (
        "from mx.customer.example (mx [192.0.2.9]) by store.customer.example; Thu, 01 Oct 2026 09:30:09 +0800",
        "from out.cloud.example (out [192.0.2.1]) by mx.customer.example with ESMTPS; Thu, 01 Oct 2026 01:30:04 +0000",
    )):  # fmt: skip
        made["Received"] = hop
    made["From"] = f"示例云计算 <{sender}>"
    made["To"] = "ops@customer.example"
    made["Subject"] = subject
    if sent:
        made["Date"] = sent
    made["Message-ID"] = f"<{more.get('id', '0')}@cloud.example>"
    if more.get("html"):
        made.set_content(more["html"], subtype="html")
    else:
        made.set_content(text)
    for name, content in more.get("attached", {}).items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def mailbox(*messages):
    """Give a mailbox in mbox form."""
    return b"".join(b"From notice@cloud.example Thu Oct  1 09:30:09 2026\n" + one.replace(b"\r\n", b"\n") + b"\n" for one in messages)


def files():
    one = message(id="1", attached={"公告.pdf": b"%PDF-1.4 invented"})
    other = message("【示例云】产品下线公告", "轻量版将于2026-12-31 00:00停止服务。", "Fri, 02 Oct 2026 10:00:00 +0800", id="2")
    return {"notice.eml": one, "notices.mbox": mailbox(one, other)}


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
