"""Every dialog of the program, and how each comes up; found in the source, so that none can be left out."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Event

from pypdf import PdfWriter
from PySide6.QtWidgets import QWidget

import ui
from models.facts.records import Letter, Reconciliation
from models.ledger.compacting import Undone
from models.ledger.statement_acts import import_statements
from models.problems import Problem, Refused
from models.statements.matching import Reason, Suggested, Suggestion
from models.statements.taking import StatementChoices
from models.what_if import Difference
from reports.letters.typed import Stray
from reports.page_setup import PageSetup
from ui import crash
from ui.application import Program
from ui.backups import Restoring
from ui.evidence.choosing import BundleDialog, ListDialog
from ui.explain.readings import ReadingsDialog
from ui.importing.bills import BillImport
from ui.importing.documents import DocumentImport
from ui.letters.drafting import NewLetterDialog
from ui.letters.live import Made
from ui.letters.sending import AnswerDialog, SendDialog
from ui.letters.wordings import WordingsDialog
from ui.moved import MovedDialog
from ui.paper.page_setup import PageSetupDialog
from ui.paper.preview import Preview
from ui.reconciling.matching import MatchDialog
from ui.tables.columns import COLUMNS
from ui.window import LedgerWindow
from ui.work import Headway, Work

FILES = Path(__file__).parents[1] / "files"
TOLD_BY_FILES = (
    *("l2-2026-09.csv", "movements-2026-09.csv", "invoice.xml", "notice.eml", "statement-ccb.xlsx#账户明细"),
    *("sample.clauseledger", "云数据库MySQL", "对象存储COS", "月度计费精度差异", "甲"),
    *("【示例云】例行维护通知", "公告.pdf", "示例云计算 <notice@cloud.example>"),
    *("from out.cloud.example (out [192.0.2.1]) by mx.customer.example with ESMTPS", "by store.customer"),
    *("交易介质编号", "交易时间", "人民币元", "企业流水号", "借方发生额（支取）", "凭证号", "凭证种类", "备注"),
    *(
        "对方开户机构",
        "对方账号",
        "币种",
        "示例支行",
        "记账日期",
        "账号",
        "账户明细编号-交易流水号",
        "贷方发生额（收入）",
    ),
    *("云服务费 发票26442000000000000017", "余额", "充值", "办公用品", "对方户名", "摘要", "货款"),
)
"""What the files that are taken in say themselves, their names included: nobody's to translate."""
_MADE_IN_PLACE = {"QDialog", "QErrorMessage", "QInputDialog", "QMessageBox", "QProgressDialog", "QWizard"}


@dataclass
class Stage:
    """Where dialogs come up: the program, the window of the sample ledger, and a folder."""

    program: Program
    folder: Path
    clearing: Callable[[], object] = lambda: None

    @property
    def window(self) -> LedgerWindow:
        """The window of the ledger."""
        assert isinstance(self.program.window, LedgerWindow)
        return self.program.window


Way = Callable[[Stage], object]


def do(action: str) -> Way:
    """Give the way through an action of the table."""
    return lambda stage: stage.window.do(action)


def _several(stage: Stage) -> None:
    stage.window.records.edit_several("bill", list(stage.window.session.facts.bills))


def letter_on(stage: Stage) -> Letter:
    """Give a draft of a letter, opened."""
    stage.window.letters.write("bill-objection", "b-2026-10")
    assert stage.window.letters.opened is not None
    return stage.window.letters.opened


def _number(stage: Stage) -> None:
    stage.window.letters.desk.steps.ask_for_number(letter_on(stage))


def _freeze(stage: Stage) -> None:
    typed = (Stray("12", None), Stray("34.50", None))
    stage.window.letters.desk.steps._ask_to_freeze(letter_on(stage), Made(b"", None, (), typed, ()))


def _own_wording(stage: Stage) -> None:
    stage.window.letters.desk.steps.ask_for_name(letter_on(stage), "")


def _figures(stage: Stage) -> None:
    letter_on(stage)
    stage.window.letters.desk.words.offer_figures()


def _describe(stage: Stage) -> None:
    stage.window.show_page("evidence")
    stage.window.pages.page("evidence").describe()


def _keep_file(stage: Stage) -> None:
    stage.window.evidence.add("bill", "b-2026-09", [FILES / "notice.eml"])


def _statement(stage: Stage) -> str:
    """Have a statement's lines in the ledger; gives its account."""
    session = stage.window.session
    if not session.facts.statement_lines:
        choices = StatementChoices("6222****0001")
        ledger = session.ledger
        session.took(import_statements(ledger, [FILES / "statement-icbc.csv"], choices, today=session.today).change)
    return next(iter(session.facts.statements.values())).account


def _match(stage: Stage) -> None:
    _statement(stage)
    reasons = (Reason("same_amount"), Reason("days_apart", 3), Reason("payee_named", words="甲"))
    named = (Reason("number_named", words="i-2026-09"), Reason("days_apart", -1), Reason("days_apart", 0))
    suggestions = (Suggestion("payment", ("p-1",), reasons), Suggestion("invoice", ("i-2026-08", "i-2026-09"), named))
    lines = stage.window.session.facts.statement_lines.values()
    found = [Suggested(line, suggestions) for line in lines]
    MatchDialog(found, stage.window.session.words, stage.window).open()


def _moved(stage: Stage) -> None:
    days = (date(2027, 2, 5), "open", date(2027, 2, 9), "open")
    found = [Difference("bill_objection_deadline", "bill", "b-2026-09", "date", *days)]
    MovedDialog(found, stage.window.session.words, stage.window).open()


def _paper() -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()


def _preview(stage: Stage) -> Preview:
    shown = Preview([("1", _paper())], "1", stage.window.session.words, stage.window)
    shown.open()
    return shown


def _unsaved(stage: Stage) -> None:
    stage.window.show_page("agreement")
    panel = stage.window.pages.page("agreement").panel
    panel.form.input("customer.name").insert("x")
    stage.window.unsaved.asks_first(lambda: None)
    panel.load()


def _differing(stage: Stage) -> None:
    account = next(iter(stage.window.session.facts.accounts))
    found = Problem("conflict", "label", "account", account, inputs={"fields": "label, id"})
    window = stage.window
    asking = DocumentImport(window, window.session, window.messages, [])
    asking._not_merged(window.session.facts, Refused([found]))


def _unlock(stage: Stage) -> None:
    account, session = _statement(stage), stage.window.session
    page = stage.window.pages.page("reconciliation")
    if not session.facts.reconciliations:
        session.enter(Reconciliation("rec-1", account, date(2026, 1, 1), date(2026, 1, 31), 0, 0))
    page._renew()
    page._ask_to_unlock()


def _printing(stage: Stage) -> None:
    _preview(stage).progress().show()


def _work(stage: Stage) -> None:
    """Have work that lasts until the stage is cleared."""
    cleared = Event()
    stage.clearing = cleared.set
    work = Work(stage.window, partial(cleared.wait, 10), lambda _: None, lambda _: None, headway=Headway())
    work.start("")
    work._sign.show()


def _cycle(stage: Stage) -> None:
    window, paths = stage.window, [FILES / "l2-2026-09.csv"]
    asking = BillImport(window, window.session, window.messages, paths)
    unknown = Problem("source_cycle_unknown", file="l2-2026-09.csv", inputs={"value": "100000000000"})
    asking._ask_for_cycle(Refused([unknown]))


def _views(stage: Stage) -> None:
    stage.window.show_page("bill")
    menus = stage.window.lists["bill"].menus
    menus.save_as("1")
    menus.tend()


def _refused(stage: Stage) -> None:
    stage.window.records.remove("account", next(iter(stage.window.session.facts.accounts)))


def _restoring(stage: Stage) -> None:
    Restoring(lambda *_: None, lambda *_: None, stage.window).ask_whether(
        stage.window, stage.window.session.ledger.path, lambda: None
    )


def _entering(kind: str) -> Way:
    return lambda stage: stage.window.records.enter(kind)


def _revising(kind: str) -> Way:
    """Give the way to a record on file, which has its files below."""
    return lambda stage: stage.window.records.edit(kind, next(iter(stage.window.session.facts.of_kind(kind))))


WAYS: Mapping[str, tuple[Way, ...]] = {
    "AccountFilePreview": (
        lambda stage: stage.window.transfer.take_in(FILES / "movements-2026-09.csv"),
    ),
    "AnswerDialog": (lambda stage: AnswerDialog(stage.window.session, letter_on(stage), stage.window).open(),),
    "BundleDialog": (lambda stage: BundleDialog(stage.window.session, stage.window).open(),),
    "DescribeDialog": (_describe,),
    "EvidenceDialog": (_keep_file,),
    "FiguresDialog": (_figures,),
    "ImportPreview": (lambda stage: stage.window.transfer.take_in(FILES / "l2-2026-09.csv"),),
    "InvoicePreview": (lambda stage: stage.window.transfer.take_in(FILES / "invoice.xml"),),
    "ListDialog": (lambda stage: ListDialog(stage.window.session, stage.window).open(),),
    "MailDialog": (lambda stage: stage.window.transfer.take_in(FILES / "notice.eml"),),
    "Manual": (do("manual"),),
    "MatchDialog": (_match,),
    "MovedDialog": (_moved,),
    "NewLedgerDialog": (lambda stage: stage.program.answer("new_ledger"),),
    "NewLetterDialog": (do("letter"),),
    "PageSetupDialog": (lambda stage: PageSetupDialog(PageSetup(), stage.window).open(),),
    "Palette": (do("palette"), do("recent_ledgers")),
    "PresetDialog": (do("preset"),),
    "Preview": (_preview,),
    "ReadingsDialog": (do("readings"),),
    "RecordEditor": (*map(_entering, COLUMNS), _revising("bill"), _revising("notice")),
    "RegisterDialog": (do("register_letter"),),
    "SearchDialog": (do("search"),),
    "SendDialog": (lambda stage: SendDialog(stage.window.session, letter_on(stage), stage.window).open(),),
    "SettingsDialog": (lambda stage: stage.program.answer("settings"),),
    "SeveralDialog": (lambda stage: (letter_on(stage), stage.window.do("print_several")),),
    "SeveralEditor": (_several,),
    "ShortcutSheet": (do("shortcuts"),),
    "SpanDialog": (do("settlement"),),
    "StatementDialog": (do("fee_statement"),),
    "StatementPreview": (lambda stage: stage.window.transfer.take_in(FILES / "statement-ccb.xlsx"),),
    "TogetherDialog": (lambda stage: stage.window.transfer.take_in_all([*FILES.glob("*.xml"), *FILES.glob("*.mbox")]),),
    "ViewsDialog": (_views,),
    "WordingsDialog": (lambda stage: WordingsDialog(stage.window.session, stage.window).open(),),
    "ui.backups.Restoring.ask_whether": (_restoring,),
    "ui.checking.Checking._tell": (lambda stage: stage.window.checking._tell([]),),
    "ui.compacting.Compacting._ask": (
        lambda stage: stage.window.compacting._ask([]),
        lambda stage: stage.window.compacting._ask([Undone("x-1", {"files": [{"name": "l3-2026-09.csv"}] * 9}, 1, 7)]),
    ),
    "ui.crash.tell": (lambda _: crash.tell(Path("/1/2")),),
    "ui.importing.importing.Import._question": (_cycle, _differing),
    "ui.letters.steps.Steps._ask_to_freeze": (_freeze,),
    "ui.letters.steps.Steps.ask_for_name": (_own_wording,),
    "ui.letters.steps.Steps.ask_for_number": (_number,),
    "ui.messages.show_problems": (_refused,),
    "ui.paper.preview.Preview.progress": (_printing,),
    "ui.reconciling.page.ReconcilePage._ask_to_unlock": (_unlock,),
    "ui.tables.menus.ListMenus.ask_name": (lambda stage: stage.window.lists["bill"].menus.ask_name(),),
    "ui.unsaved.Unsaved.asks_first": (_unsaved,),
    "ui.work.Work.__init__": (_work,),
}
"""By what is opened, the ways it comes up; a class of ours by its name, Qt's own by the place that makes it."""


def faces(shown: QWidget) -> Iterator[None]:
    """Turn a dialog from one of its faces to the next; most have only one."""
    match shown:
        case ReadingsDialog():
            for number in range(shown.tabs.count()):
                yield shown.tabs.setCurrentIndex(number)
        case NewLetterDialog():
            for row in range(shown.kinds.count()):
                yield shown.kinds.setCurrentRow(row)
        case _:
            yield


def dialogs() -> set[str]:
    """Name every dialog the source can open: the classes nothing is derived from, and where Qt's own are made."""
    bases: dict[str, set[str]] = {}
    places: set[str] = set()
    for path in Path(ui.__file__).parent.rglob("*.py"):
        module = ".".join(("ui", *path.relative_to(Path(ui.__file__).parent).with_suffix("").parts))
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for each in ast.walk(tree):
            if isinstance(each, ast.ClassDef):
                bases[each.name] = {base.id for base in each.bases if isinstance(base, ast.Name)}
        places |= set(_made_in_place(tree, module))
    ours = {"QDialog"}
    while more := {name for name, of in bases.items() if of & ours} - ours:
        ours |= more
    derived_from = set().union(*(bases[name] for name in ours if name in bases))
    return {name for name in ours & set(bases) if name not in derived_from} | places


def _made_in_place(node: ast.AST, name: str) -> Iterator[str]:
    """Give the functions, by name, that make a dialog of Qt's, or a window that is one."""
    for each in ast.iter_child_nodes(node):
        inside = isinstance(each, ast.FunctionDef | ast.ClassDef)
        yield from _made_in_place(each, f"{name}.{each.name}" if inside else name)
        match each:
            case ast.Call(func=ast.Name(made) | ast.Attribute(ast.Name(made))) if made in _MADE_IN_PLACE:
                yield name
            case ast.Attribute(attr="Dialog"):
                yield name
