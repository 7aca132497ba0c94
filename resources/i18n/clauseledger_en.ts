<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountFileImport</name>
    <message numerus="yes">
        <source>%n row(s) imported</source>
        <translation>
            <numerusform>%n row imported</numerusform>
            <numerusform>%n rows imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BillImport</name>
    <message numerus="yes">
        <source>Reading {0}: %n row(s)</source>
        <translation>
            <numerusform>Reading {0}: %n row</numerusform>
            <numerusform>Reading {0}: %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported: %n row(s); new records: {0}, changed: {1}</source>
        <translation>
            <numerusform>Imported: %n row; new records: {0}, changed: {1}</numerusform>
            <numerusform>Imported: %n rows; new records: {0}, changed: {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message numerus="yes">
        <source>All %n act(s) of the history follow from one another unaltered; every record is what they made it, and every attached file is what was attached.</source>
        <translation>
            <numerusform>The one act of the history is unaltered; every record is what it made it, and every attached file is what was attached.</numerusform>
            <numerusform>All %n acts of the history follow from one another unaltered; every record is what they made it, and every attached file is what was attached.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Compacting</name>
    <message numerus="yes">
        <source>%n row(s) of imports that were undone for good go.</source>
        <translation>
            <numerusform>%n row of imports that were undone for good goes.</numerusform>
            <numerusform>%n rows of imports that were undone for good go.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyImport</name>
    <message numerus="yes">
        <source>Imported: %n clause(s), {0} to {1}</source>
        <translation>
            <numerusform>Imported: %n clause, {0} to {1}</numerusform>
            <numerusform>Imported: %n clauses, {0} to {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DocumentImport</name>
    <message numerus="yes">
        <source>%n record(s) in the file differ from the ledger. Nothing was imported.</source>
        <translation>
            <numerusform>%n record in the file differs from the ledger. Nothing was imported.</numerusform>
            <numerusform>%n records in the file differ from the ledger. Nothing was imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>The first %n record(s) are shown.</source>
        <translation>
            <numerusform>The first record is shown.</numerusform>
            <numerusform>The first %n records are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvoiceImport</name>
    <message numerus="yes">
        <source>%n invoice(s) imported</source>
        <translation>
            <numerusform>%n invoice imported</numerusform>
            <numerusform>%n invoices imported</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvoicePreview</name>
    <message numerus="yes">
        <source>%n invoice(s) to import</source>
        <translation>
            <numerusform>%n invoice to import</numerusform>
            <numerusform>%n invoices to import</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MattersModel</name>
    <message numerus="yes">
        <source>%n day(s) past</source>
        <translation>
            <numerusform>%n day past</numerusform>
            <numerusform>%n days past</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MovedDialog</name>
    <message numerus="yes">
        <source>%n date(s) moved with the holiday arrangement</source>
        <translation>
            <numerusform>%n date moved with the holiday arrangement</numerusform>
            <numerusform>%n dates moved with the holiday arrangement</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MovementsPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperMaker</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlainTaking</name>
    <message numerus="yes">
        <source>Copied: %n row(s)</source>
        <translation>
            <numerusform>Copied: %n row</numerusform>
            <numerusform>Copied: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingsDialog</name>
    <message numerus="yes">
        <source>%n figure(s) would change under “{0}”</source>
        <translation>
            <numerusform>%n figure would change under “{0}”</numerusform>
            <numerusform>%n figures would change under “{0}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordActs</name>
    <message numerus="yes">
        <source>Removed: %n record(s)</source>
        <translation>
            <numerusform>Removed: %n record</numerusform>
            <numerusform>Removed: %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed: %n record(s)</source>
        <translation>
            <numerusform>Changed: %n record</numerusform>
            <numerusform>Changed: %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminding</name>
    <message numerus="yes">
        <source>%n deadline(s) to think of</source>
        <translation>
            <numerusform>%n deadline to think of</numerusform>
            <numerusform>%n deadlines to think of</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchDialog</name>
    <message numerus="yes">
        <source>and %n more; type more to narrow it</source>
        <translation>
            <numerusform>and %n more; type more to narrow it</numerusform>
            <numerusform>and %n more; type more to narrow it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralDialog</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralEditor</name>
    <message numerus="yes">
        <source>Change %n record(s): {0}</source>
        <translation>
            <numerusform>Change %n record: {0}</numerusform>
            <numerusform>Change %n records: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) cannot take this; nothing is changed until all can.</source>
        <translation>
            <numerusform>%n record cannot take this; nothing is changed until all can.</numerusform>
            <numerusform>%n records cannot take this; nothing is changed until all can.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) change; one undo takes it back.</source>
        <translation>
            <numerusform>%n record changes; one undo takes it back.</numerusform>
            <numerusform>%n records change; one undo takes it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message numerus="yes">
        <source>Copied: %n row(s)</source>
        <translation>
            <numerusform>Copied: %n row</numerusform>
            <numerusform>Copied: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TogetherDialog</name>
    <message numerus="yes">
        <source>%n file(s) recognised</source>
        <translation>
            <numerusform>%n file recognised</numerusform>
            <numerusform>%n files recognised</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message numerus="yes">
        <source>Written: {0} · %n deadline(s). Open the file on the phone.</source>
        <translation>
            <numerusform>Written: {0} · %n deadline. Open the file on the phone.</numerusform>
            <numerusform>Written: {0} · %n deadlines. Open the file on the phone.</numerusform>
        </translation>
    </message>
</context>
</TS>
