"""Texts, web pages and e-mails among the exhibits: their words, line by line, whatever they are written in."""

from email.message import EmailMessage

import pytest

from models.evidence.reading import paragraphs

PAGE = (
    "<html><head><title>不显示</title><style>p{color:red}</style></head><body><p>您好，<b>请核对</b>&nbsp;9月账单。</p>"
    "<table><tr><th>服务<th>金额</tr><tr><td>数据库</td><td> 336.00 </td></tr></table>第一行<br>第二行"
    "<script>alert('x')</script><p>差 &lt;45.67&gt; 元</p></body></html>"
)
LINES = ["您好，请核对 9月账单。", "服务　金额", "数据库　336.00", "第一行", "第二行", "差 <45.67> 元"]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_page_gives_its_lines_and_its_tables_rows(charset):
    assert paragraphs("页.html", "text/html", PAGE.encode(charset)) == LINES
    assert paragraphs("页.htm", "application/octet-stream", PAGE.encode(charset)) == LINES


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_an_e_mail_of_html_alone_gives_the_same_lines_and_names_its_files(charset):
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "甲 <a@example.com>", "账单核对"
    mail.set_content(PAGE, subtype="html", charset=charset)
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="账单.pdf")
    head = ["From: 甲 <a@example.com>", "Subject: 账单核对", ""]
    assert paragraphs("邮件.eml", "message/rfc822", bytes(mail)) == [*head, *LINES, "", "[账单.pdf]"]


def test_plain_words_come_before_html_and_keep_their_lines():
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.set_content("甲\n\n乙\n")
    mail.add_alternative(PAGE, subtype="html")
    assert paragraphs("邮件.eml", "message/rfc822", bytes(mail)) == ["Subject: x", "", "甲", "", "乙"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_the_ways_it_may_be_written(charset):
    assert paragraphs("说明.txt", "text/plain", "甲,乙\n丙".encode(charset)) == ["甲,乙", "丙"]
    assert paragraphs("图.png", "image/png", b"") is None
