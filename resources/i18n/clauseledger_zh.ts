<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountFileImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Nothing is new in these files; the ledger is unchanged.</source>
        <translation>文件中没有新内容，账本未变。</translation>
    </message>
    <message>
        <source>Import movements, orders or vouchers</source>
        <translation>导入收支明细、订单或代金券</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported</source>
        <translation>
            <numerusform>已导入 %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountFilePreview</name>
    <message>
        <source>Import movements, orders or vouchers</source>
        <translation>导入收支明细、订单或代金券</translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>冲突：</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Ledger</source>
        <translation>账本(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Papers</source>
        <translation>文书(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>New ledger…</source>
        <translation>新建账本…</translation>
    </message>
    <message>
        <source>Open ledger…</source>
        <translation>打开账本…</translation>
    </message>
    <message>
        <source>Recent ledgers…</source>
        <translation>最近的账本…</translation>
    </message>
    <message>
        <source>Import file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import the agreement…</source>
        <translation>导入协议文本…</translation>
    </message>
    <message>
        <source>Open a calendar file…</source>
        <translation>打开节假日文件…</translation>
    </message>
    <message>
        <source>Export everything…</source>
        <translation>全部导出…</translation>
    </message>
    <message>
        <source>Deadlines for a calendar…</source>
        <translation>导出期限到手机日历…</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Check that nothing was altered…</source>
        <translation>核对账本未被改动…</translation>
    </message>
    <message>
        <source>Make the file smaller…</source>
        <translation>缩小账本文件…</translation>
    </message>
    <message>
        <source>Close ledger</source>
        <translation>关闭账本</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建记录</translation>
    </message>
    <message>
        <source>Service rule from a preset…</source>
        <translation>按预设录入服务规则…</translation>
    </message>
    <message>
        <source>Edit record</source>
        <translation>编辑记录</translation>
    </message>
    <message>
        <source>Change the selected records…</source>
        <translation>批量修改所选记录…</translation>
    </message>
    <message>
        <source>Duplicate record</source>
        <translation>复制为新记录</translation>
    </message>
    <message>
        <source>Bring the earlier state back</source>
        <translation>恢复到早先状态</translation>
    </message>
    <message>
        <source>History of the record</source>
        <translation>记录的历史</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制选中的行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Match and reconcile statements</source>
        <translation>匹配流水与对账</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一标签页</translation>
    </message>
    <message>
        <source>Tab before</source>
        <translation>上一标签页</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>搜索…</translation>
    </message>
    <message>
        <source>Do anything…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <source>Letter…</source>
        <translation>函件…</translation>
    </message>
    <message>
        <source>Next step of the letter…</source>
        <translation>函件的下一步…</translation>
    </message>
    <message>
        <source>Register a letter made elsewhere…</source>
        <translation>登记自备函件…</translation>
    </message>
    <message>
        <source>Settlement summary…</source>
        <translation>结算对账单…</translation>
    </message>
    <message>
        <source>Late-fee statement…</source>
        <translation>逾期违约金计算表…</translation>
    </message>
    <message>
        <source>Evidence list…</source>
        <translation>证据目录…</translation>
    </message>
    <message>
        <source>Bind the evidence…</source>
        <translation>装订证据…</translation>
    </message>
    <message>
        <source>Print the list…</source>
        <translation>打印列表…</translation>
    </message>
    <message>
        <source>Export the list…</source>
        <translation>导出列表…</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>选择列…</translation>
    </message>
    <message>
        <source>Saved views…</source>
        <translation>已存视图…</translation>
    </message>
    <message>
        <source>Print several letters…</source>
        <translation>打印多份函件…</translation>
    </message>
    <message>
        <source>Remove the selected records</source>
        <translation>删除所选记录</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>推导说明</translation>
    </message>
    <message>
        <source>Compare readings…</source>
        <translation>比较读法…</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Back to today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Look at a day…</source>
        <translation>查看某一天…</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>Keep files as evidence</source>
        <translation>存入证据文件</translation>
    </message>
    <message>
        <source>Reading the files</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Kept with {0}: {1}</source>
        <translation>已存入{0}：{1}</translation>
    </message>
</context>
<context>
    <name>ArrangementImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>This holiday arrangement is on record already.</source>
        <translation>账本中已有这一安排。</translation>
    </message>
</context>
<context>
    <name>ArrearsPicture</name>
    <message>
        <source>if nothing more is paid</source>
        <translation>如不再付款</translation>
    </message>
    <message>
        <source>may still change: holidays not published</source>
        <translation>节假日安排未公布，可能变动</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>not due yet</source>
        <translation>未到期</translation>
    </message>
</context>
<context>
    <name>AsOfBar</name>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Back to today</source>
        <translation>回到今天</translation>
    </message>
</context>
<context>
    <name>BackingUp</name>
    <message>
        <source>Backups (*{0})</source>
        <translation>备份 (*{0})</translation>
    </message>
    <message>
        <source>Back up the ledger</source>
        <translation>备份账本</translation>
    </message>
    <message>
        <source>Backed up and checked: {0}</source>
        <translation>已备份并核对完好：{0}</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>正在备份</translation>
    </message>
</context>
<context>
    <name>BillImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message numerus="yes">
        <source>Reading {0}: %n row(s)</source>
        <translation>
            <numerusform>正在读取 {0}：%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is new in these files; the ledger is unchanged.</source>
        <translation>这些文件里没有新内容，账本未变。</translation>
    </message>
    <message>
        <source>Import the provider&apos;s bills</source>
        <translation>导入服务商账单</translation>
    </message>
    <message numerus="yes">
        <source>Imported: %n row(s); new records: {0}, changed: {1}</source>
        <translation>
            <numerusform>已导入 %n 行；新增 {0} 条记录，修改 {1} 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BundleDialog</name>
    <message>
        <source>Bind the evidence</source>
        <translation>装订证据</translation>
    </message>
    <message>
        <source>Every file</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>纸面所用语言</translation>
    </message>
    <message>
        <source>A letter is bound with the files of its record and its own. A draft is frozen first.</source>
        <translation>函件连同所针对记录的文件和自身的凭证一并装订；草稿须先定稿。</translation>
    </message>
    <message>
        <source>Bind</source>
        <translation>装订</translation>
    </message>
</context>
<context>
    <name>CapWindow</name>
    <message>
        <source>damage on {0}: cap {1}</source>
        <translation>损害日 {0}：赔偿限额 {1}</translation>
    </message>
    <message>
        <source>cash paid for use from {0} to {1}</source>
        <translation>窗口 {0} 至 {1} 内消耗的现金</translation>
    </message>
    <message>
        <source>cap by day of damage</source>
        <translation>各损害日的赔偿限额</translation>
    </message>
    <message>
        <source>cash consumed per day</source>
        <translation>每日消耗的现金</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Checking the ledger</source>
        <translation>正在核对账本</translation>
    </message>
    <message>
        <source>The ledger is not as the program left it.</source>
        <translation>账本与程序写入的内容不一致。</translation>
    </message>
    <message>
        <source>The ledger is sound</source>
        <translation>账本完好</translation>
    </message>
    <message numerus="yes">
        <source>All %n act(s) of the history follow from one another unaltered; every record is what they made it, and every attached file is what was attached.</source>
        <translation>
            <numerusform>历史中全部 %n 次操作首尾相接、未经改动；每条记录都与历史一致，每个附件都与存入时一致。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClausesPage</name>
    <message>
        <source>Search the clauses</source>
        <translation>在条款中查找</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Words of the clause</source>
        <translation>条款原文</translation>
    </message>
    <message>
        <source>Remove this copy</source>
        <translation>移除此文本</translation>
    </message>
    <message>
        <source>{0}, imported on {1}</source>
        <translation>{0}，{1} 导入</translation>
    </message>
    <message>
        <source>Import your copy…</source>
        <translation>导入协议文本…</translation>
    </message>
    <message>
        <source>Import or drop your own copy of the agreement: a TXT, DOCX or PDF file with text.</source>
        <translation>导入或拖入您自己的协议文本：TXT、DOCX 或带文字的 PDF 文件。</translation>
    </message>
    <message>
        <source>Explanations then quote its words, and every clause can be looked up here.</source>
        <translation>此后“说明”会引用其原文，每一条款也可在此查阅。</translation>
    </message>
</context>
<context>
    <name>Compacting</name>
    <message>
        <source>Looking for what may go</source>
        <translation>正在查找可清除的内容</translation>
    </message>
    <message>
        <source>Make the ledger&apos;s file smaller</source>
        <translation>缩小账本文件</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of imports that were undone for good go.</source>
        <translation>
            <numerusform>将清除 %n 行：它们所属的导入已撤销，且不能再重做。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are of these files. No record changes; the history goes on saying which files they were, with SHA-256, size and number of rows. Undo does not bring the rows back; importing the files again does.</source>
        <translation>这些行来自以下文件。任何记录都不变；历史仍写明是哪些文件及其 SHA-256、大小和行数。撤销不能找回这些行，重新导入文件可以。</translation>
    </message>
    <message>
        <source>Every row is needed by what stands or can be undone or redone; none goes.</source>
        <translation>每一行都为现有记录或可撤销、可重做的操作所需，没有可清除的行。</translation>
    </message>
    <message>
        <source>The file can be written anew without what it has free.</source>
        <translation>可以重写账本文件，去掉其中空闲的部分。</translation>
    </message>
    <message>
        <source>Make it smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Writing the file anew</source>
        <translation>正在重写账本文件</translation>
    </message>
    <message>
        <source>The ledger&apos;s file is {0} smaller: {1} instead of {2}</source>
        <translation>账本文件缩小了 {0}：由 {2} 变为 {1}</translation>
    </message>
</context>
<context>
    <name>CopyImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>This copy is on record already.</source>
        <translation>账本中已有这份文本。</translation>
    </message>
    <message numerus="yes">
        <source>Imported: %n clause(s), {0} to {1}</source>
        <translation>
            <numerusform>已导入 %n 条条款，{0} 至 {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something unexpected happened. Your ledger is as it was before.</source>
        <translation>发生了意外错误，账本保持原样。</translation>
    </message>
    <message>
        <source>The details are in {0}. They may contain what you entered; look before you send them on.</source>
        <translation>详情写在 {0} 中，其中可能包含您录入的内容，转发前请先查看。</translation>
    </message>
    <message>
        <source>ClauseLedger</source>
        <translation>条款账本</translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message>
        <source>public holiday</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>arranged day off</source>
        <translation>调休放假</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>worked weekend day</source>
        <translation>调休上班</translation>
    </message>
    <message>
        <source>{0}, not yet official</source>
        <translation>{0}（安排未公布）</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>DocumentImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Imported: {0} new, {1} replaced, {2} the same as before</source>
        <translation>已导入：新增 {0} 条，替换 {1} 条，相同 {2} 条</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) in the file differ from the ledger. Nothing was imported.</source>
        <translation>
            <numerusform>文件中有 %n 条记录与账本不同，尚未导入任何内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Import file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Let the file win</source>
        <translation>以文件为准</translation>
    </message>
    <message>
        <source>Keep the ledger</source>
        <translation>保留账本</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Drop to import: the provider&apos;s bills</source>
        <translation>松开即导入：服务商账单</translation>
    </message>
    <message>
        <source>Drop to import: movements, orders or vouchers</source>
        <translation>松开即导入：收支明细、订单或代金券</translation>
    </message>
    <message>
        <source>Drop to import: a bank&apos;s or payment service&apos;s statement</source>
        <translation>松开即导入：银行或支付机构的资金流水</translation>
    </message>
    <message>
        <source>Drop to import: electronic invoices</source>
        <translation>松开即导入：电子发票</translation>
    </message>
    <message>
        <source>Drop to import: messages, as notices</source>
        <translation>松开即导入：邮件，存为通知</translation>
    </message>
    <message>
        <source>Drop to import: a whole ledger with its files</source>
        <translation>松开即导入：整套账本及附件</translation>
    </message>
    <message>
        <source>Drop to import: an exchange file or a holiday arrangement</source>
        <translation>松开即导入：交换文件或节假日安排</translation>
    </message>
    <message>
        <source>Drop to import: your copy of the agreement</source>
        <translation>松开即导入：协议文本</translation>
    </message>
    <message>
        <source>Drop to keep as evidence; you say with which record</source>
        <translation>松开即存为证据，随后选择所属记录</translation>
    </message>
    <message>
        <source>Drop several files: what each is will be shown first</source>
        <translation>松开后先列出这些文件各是什么，再逐类导入</translation>
    </message>
    <message>
        <source>Drop to keep as evidence with: {0}</source>
        <translation>松开即存为证据，附于：{0}</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>Choose the record the files belong to.</source>
        <translation>请选择文件所属的记录。</translation>
    </message>
    <message>
        <source>Say how it was obtained, for example: downloaded from the console.</source>
        <translation>请写明来源，例如：从控制台下载。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>所属记录种类</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>存入</translation>
    </message>
</context>
<context>
    <name>EvidencePage</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Described: {0}</source>
        <translation>已修改说明：{0}</translation>
    </message>
    <message>
        <source>Removed: {0}</source>
        <translation>已移除：{0}</translation>
    </message>
    <message>
        <source>Write the file out</source>
        <translation>导出文件</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Exhibit {0}  {1}</source>
        <translation>证据{0}&#x3000;{1}</translation>
    </message>
    <message>
        <source>{0} (removed since)</source>
        <translation>{0}（记录已删除）</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Evidence list…</source>
        <translation>证据目录…</translation>
    </message>
    <message>
        <source>Bind…</source>
        <translation>装订成册…</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation>修改说明…</translation>
    </message>
    <message>
        <source>Write out…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>No files yet. Drop one here, or on the record it belongs to.</source>
        <translation>还没有文件。可拖放到这里，或拖放到所属的记录上。</translation>
    </message>
    <message>
        <source>It is kept byte for byte with its SHA-256, and bound as a numbered exhibit when you need it.</source>
        <translation>文件按字节原样保存并记下 SHA-256，需要时编号装订为证据。</translation>
    </message>
</context>
<context>
    <name>EvidencePapers</name>
    <message>
        <source>Verifying every file</source>
        <translation>正在逐个核对文件</translation>
    </message>
    <message>
        <source>Evidence list</source>
        <translation>证据目录</translation>
    </message>
    <message>
        <source>Making the evidence list</source>
        <translation>正在生成证据目录</translation>
    </message>
    <message>
        <source>Binding the evidence</source>
        <translation>正在装订证据</translation>
    </message>
    <message>
        <source>Evidence bundle</source>
        <translation>证据材料</translation>
    </message>
    <message>
        <source>File {0} of {1}</source>
        <translation>第 {0} 个文件，共 {1} 个</translation>
    </message>
    <message>
        <source>No files are kept as evidence yet.</source>
        <translation>还没有保存任何证据文件。</translation>
    </message>
    <message>
        <source>Reading the files</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Laying out the pages</source>
        <translation>正在排版</translation>
    </message>
    <message>
        <source>Exhibit {0}  {1}</source>
        <translation>证据{0}&#x3000;{1}</translation>
    </message>
    <message>
        <source>These files cannot be bound. They are listed and go along as files.</source>
        <translation>下列文件不能并入，已列入目录，请另附原件。</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Clause {0}</source>
        <translation>条款 {0}</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>暂定</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Reading: {0}</source>
        <translation>读法：{0}</translation>
    </message>
    <message>
        <source>Used: {0}</source>
        <translation>采用：{0}</translation>
    </message>
    <message>
        <source>Your own record</source>
        <translation>您自己的记录</translation>
    </message>
    <message>
        <source>cap for damage on {0}</source>
        <translation>损害日 {0} 的赔偿限额</translation>
    </message>
</context>
<context>
    <name>ExplainPanel</name>
    <message>
        <source>Figures of the record</source>
        <translation>该记录的数值</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>推导</translation>
    </message>
    <message>
        <source>Compare readings…</source>
        <translation>比较读法…</translation>
    </message>
    <message>
        <source>{0} · computing…</source>
        <translation>{0} · 正在计算…</translation>
    </message>
    <message>
        <source>Nothing on record adds to this amount on the day looked at.</source>
        <translation>截至所看之日，没有记录构成该金额。</translation>
    </message>
    <message>
        <source>Select a record to see its figures and where they come from.</source>
        <translation>选中一条记录，即可看到它的数值及其由来。</translation>
    </message>
    <message>
        <source>This record is no longer in the ledger.</source>
        <translation>账本中已没有这条记录。</translation>
    </message>
    <message>
        <source>On the day looked at, this has not happened yet.</source>
        <translation>截至所查看的日期，此事尚未发生。</translation>
    </message>
    <message>
        <source>No figure depends on this record alone.</source>
        <translation>没有单独属于这条记录的数值。</translation>
    </message>
</context>
<context>
    <name>FiguresDialog</name>
    <message>
        <source>Insert a figure</source>
        <translation>插入数值</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
</context>
<context>
    <name>FileInput</name>
    <message>
        <source>None; choose a file or drop one here</source>
        <translation>没有；可选择文件，或拖放到这里</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>FilesStrip</name>
    <message>
        <source>Add a file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>None yet; drop one here.</source>
        <translation>还没有；可拖放到这里。</translation>
    </message>
</context>
<context>
    <name>FindingsPage</name>
    <message>
        <source>Nothing found: bills, invoices, notices and refunds on record fit the agreement.</source>
        <translation>没有发现问题：在案的账单、发票、通知与退款均与协议相符。</translation>
    </message>
    <message>
        <source>Open the letter already written about this</source>
        <translation>打开已就此写的函件</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>{0}…</source>
        <translation>{0}…</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Nothing follows yet from what is on record. In this order it goes fastest:</source>
        <translation>现有记录还得不出任何期限。按这个顺序录入最快：</translation>
    </message>
    <message>
        <source>The account at the provider; every bill belongs to one.</source>
        <translation>在服务商处的账号；每张账单都属于一个账号。</translation>
    </message>
    <message>
        <source>What is bought, since when, paid before or after use.</source>
        <translation>买了什么、何时开始、预付费还是后付费。</translation>
    </message>
    <message>
        <source>With the time it was received: from it follows the day to object by.</source>
        <translation>连同收到时间：由此得出账单异议期限。</translation>
    </message>
    <message>
        <source>From its receipt follow the day to pay by and, after it, the late fee.</source>
        <translation>由收到时间得出付款期限，以及逾期后的违约金。</translation>
    </message>
    <message>
        <source>Provider&apos;s bills, electronic invoices, notices by mail, exchange files; drop them anywhere.</source>
        <translation>服务商账单、电子发票、邮件通知、交换文件；也可以直接把文件拖进窗口。</translation>
    </message>
    <message>
        <source>Import file…</source>
        <translation>导入文件…</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Freeze…</source>
        <translation>定稿…</translation>
    </message>
    <message>
        <source>Freeze its PDF…</source>
        <translation>以 PDF 定稿…</translation>
    </message>
    <message>
        <source>All letters</source>
        <translation>全部函件</translation>
    </message>
    <message>
        <source>Change the number</source>
        <translation>修改文号</translation>
    </message>
    <message>
        <source>Remove draft</source>
        <translation>删除草稿</translation>
    </message>
    <message>
        <source>Save or print…</source>
        <translation>保存或打印…</translation>
    </message>
    <message>
        <source>Close the matter</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Answered…</source>
        <translation>记录答复…</translation>
    </message>
    <message>
        <source>Sent…</source>
        <translation>记录发送…</translation>
    </message>
    <message>
        <source>Add its pages…</source>
        <translation>补入 PDF…</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} and many more</source>
        <translation>{0}等多条</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0}，另 {1} 条</translation>
    </message>
    <message>
        <source>How it was obtained</source>
        <translation>取得方式</translation>
    </message>
    <message>
        <source>What it proves</source>
        <translation>证明事项</translation>
    </message>
    <message>
        <source>{0} · {1}</source>
        <translation>{0} · {1}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Act</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改后</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Filter by what changed</source>
        <translation>按改动内容筛选</translation>
    </message>
    <message>
        <source>Show the acts on all records again</source>
        <translation>重新显示全部记录的操作</translation>
    </message>
    <message>
        <source>Check that nothing was altered</source>
        <translation>核对账本未被改动</translation>
    </message>
    <message>
        <source>Bring this state back</source>
        <translation>把这条记录恢复成这样</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>Only this record</source>
        <translation>只看此记录</translation>
    </message>
    <message>
        <source>{0} is like that already.</source>
        <translation>{0} 现在已是这个状态。</translation>
    </message>
    <message>
        <source>Brought back: {0}</source>
        <translation>已恢复：{0}</translation>
    </message>
    <message numerus="yes">
        <source>The first %n record(s) are shown.</source>
        <translation>
            <numerusform>只显示前 %n 条记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改后</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Let the files win; what was on record stays in the history</source>
        <translation>以文件为准；原有内容留在历史中</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Skip the rest</source>
        <translation>其余都跳过</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Would be imported: {0}</source>
        <translation>将导入：{0}</translation>
    </message>
    <message>
        <source>Keep the files themselves as evidence ({0}, packed; up to {1} MB each)</source>
        <translation>把原文件一并保存为证据（{0}，压缩存放；每个不超过 {1} MB）</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>Import the provider&apos;s bills</source>
        <translation>导入服务商账单</translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>冲突：</translation>
    </message>
</context>
<context>
    <name>InvoiceImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>These invoices are on record already.</source>
        <translation>这些发票已在账本中。</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) imported</source>
        <translation>
            <numerusform>已导入 %n 张发票</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvoicePreview</name>
    <message>
        <source>Import electronic invoices</source>
        <translation>导入电子发票</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) to import</source>
        <translation>
            <numerusform>有 %n 张发票要导入</numerusform>
        </translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>冲突：</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>导入后</translation>
    </message>
</context>
<context>
    <name>LedgerWindow</name>
    <message>
        <source>{0} — ClauseLedger</source>
        <translation>{0} — 条款账本</translation>
    </message>
    <message>
        <source>Do anything</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>Recent ledgers</source>
        <translation>最近的账本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>推导说明</translation>
    </message>
</context>
<context>
    <name>LetterDesk</name>
    <message>
        <source>The words are kept with the draft.</source>
        <translation>文字已存入草稿。</translation>
    </message>
    <message>
        <source>This letter is written elsewhere; its PDF is added when it is frozen.</source>
        <translation>这份函件在别处拟写；定稿时存入它的 PDF。</translation>
    </message>
    <message>
        <source>Making the pages…</source>
        <translation>正在排版…</translation>
    </message>
</context>
<context>
    <name>LettersPage</name>
    <message>
        <source>Drop to register: a letter made elsewhere (PDF)</source>
        <translation>松开即登记：在别处写好的函件（PDF）</translation>
    </message>
    <message>
        <source>Drafted: {0} {1}</source>
        <translation>已拟函：{0} {1}</translation>
    </message>
    <message>
        <source>Registered: {0} {1}</source>
        <translation>已登记：{0} {1}</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Letters made elsewhere are registered one by one.</source>
        <translation>自备函件请一份一份登记。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Evidence list</source>
        <translation>证据目录</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>纸面所用语言</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>制作</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Columns and saved views</source>
        <translation>列与已存视图</translation>
    </message>
    <message>
        <source>Letter…</source>
        <translation>函件…</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListMenus</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>All columns as they were</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存当前视图…</translation>
    </message>
    <message>
        <source>Rename, replace, delete…</source>
        <translation>改名、更新或删除…</translation>
    </message>
    <message>
        <source>Columns, order and filter are kept under this name; one of the same name is replaced:</source>
        <translation>列、顺序和筛选以此名称保存；同名的会被替换：</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>保存当前视图</translation>
    </message>
</context>
<context>
    <name>MailDialog</name>
    <message>
        <source>Keep a message as a notice</source>
        <translation>将邮件存为通知</translation>
    </message>
    <message>
        <source>Kind and times are suggested by words of the message; please confirm or correct them.</source>
        <translation>种类和时间是按邮件文字建议的，请确认或改正。</translation>
    </message>
    <message>
        <source>Skip ({0} more)</source>
        <translation>跳过（还有 {0} 封）</translation>
    </message>
    <message>
        <source>Keep as a notice</source>
        <translation>存为通知</translation>
    </message>
</context>
<context>
    <name>MailImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>These messages are on record already.</source>
        <translation>这些邮件已在账本中。</translation>
    </message>
    <message>
        <source>The message is kept as a notice.</source>
        <translation>邮件已作为通知保存。</translation>
    </message>
</context>
<context>
    <name>Manual</name>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation>在手册中查找</translation>
    </message>
    <message>
        <source>Parts of the manual</source>
        <translation>手册各部分</translation>
    </message>
    <message>
        <source>Words of the manual</source>
        <translation>手册正文</translation>
    </message>
    <message>
        <source>The manual does not say that.</source>
        <translation>手册中没有提到。</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Filled dot: in order</source>
        <translation>实心圆点：正常</translation>
    </message>
    <message>
        <source>Ring: worth watching</source>
        <translation>圆圈：需要留意</translation>
    </message>
    <message>
        <source>Diamond: too late or wrong</source>
        <translation>菱形：已逾期或有问题</translation>
    </message>
    <message>
        <source>Dash: of no concern now</source>
        <translation>短横：目前无需处理</translation>
    </message>
    <message>
        <source>Dimmed: of a later day than the one looked at</source>
        <translation>浅色：发生在所看日期之后</translation>
    </message>
</context>
<context>
    <name>MatterDetail</name>
    <message>
        <source>Show the record</source>
        <translation>查看记录</translation>
    </message>
</context>
<context>
    <name>MattersModel</name>
    <message numerus="yes">
        <source>%n day(s) past</source>
        <translation>
            <numerusform>已过 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>还有 %n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>That did not work; nothing was changed.</source>
        <translation>未能完成，账本没有改动。</translation>
    </message>
    <message>
        <source>Show the reconciliation</source>
        <translation>查看这次对账</translation>
    </message>
</context>
<context>
    <name>MovedDates</name>
    <message>
        <source>The holiday arrangement is on record; no date moved.</source>
        <translation>节假日安排已入账，没有日期变动。</translation>
    </message>
</context>
<context>
    <name>MovedDialog</name>
    <message>
        <source>Dates that moved</source>
        <translation>变动的日期</translation>
    </message>
    <message numerus="yes">
        <source>%n date(s) moved with the holiday arrangement</source>
        <translation>
            <numerusform>节假日安排使 %n 个日期变动</numerusform>
        </translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原为</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Movements</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>In (+), out (−)</source>
        <translation>入账（＋）、支出（－）</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>对应</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>交易渠道</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>File and row</source>
        <translation>文件与行</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>尚未对应</translation>
    </message>
</context>
<context>
    <name>MovementsPage</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>in {0} · out {1}</source>
        <translation>收入 {0} · 支出 {1}</translation>
    </message>
    <message>
        <source>What the provider did with an account&apos;s money: recharges, charges, refunds, and what was left.</source>
        <translation>服务商对账号资金的每一笔收支：充值、扣费、退款，以及余额。</translation>
    </message>
    <message>
        <source>Drop the console&apos;s movements here; each is matched with its order or payment.</source>
        <translation>把控制台下载的收支明细拖到这里；每一笔都会与订单或付款对应。</translation>
    </message>
    <message>
        <source>Import file…</source>
        <translation>导入文件…</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Services &amp; orders</source>
        <translation>服务与订单</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>NewLedgerDialog</name>
    <message>
        <source>New ledger</source>
        <translation>新建账本</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>选择位置</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Make the ledger</source>
        <translation>建立账本</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>账本</translation>
    </message>
</context>
<context>
    <name>NewLetterDialog</name>
    <message>
        <source>Draft</source>
        <translation>拟函</translation>
    </message>
    <message>
        <source>As it comes with the program</source>
        <translation>随程序提供的文字</translation>
    </message>
</context>
<context>
    <name>NothingYet</name>
    <message>
        <source>Nothing here yet. Ctrl+N enters the first one.</source>
        <translation>还没有记录。按 Ctrl+N 录入第一条。</translation>
    </message>
</context>
<context>
    <name>PackageImport</name>
    <message>
        <source>Reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
</context>
<context>
    <name>PageSetupDialog</name>
    <message>
        <source>Page setup</source>
        <translation>页面设置</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> 毫米</translation>
    </message>
    <message>
        <source>Print on both sides: even pages are bound on the other side</source>
        <translation>双面打印：偶数页装订边在另一侧</translation>
    </message>
    <message>
        <source>Binding margin</source>
        <translation>装订边</translation>
    </message>
    <message>
        <source>The pages are A4 with the margins of a letter. A binding margin moves them away from the binding.</source>
        <translation>页面为 A4，页边距依公文格式。设装订边后，页面内容向离开装订的一侧移动。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Opening the ledger…</source>
        <translation>正在打开账本…</translation>
    </message>
</context>
<context>
    <name>PagesView</name>
    <message>
        <source>Pages</source>
        <translation>纸页</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Nothing by that name.</source>
        <translation>没有这个名称。</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>还没有。</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
</context>
<context>
    <name>PaperMaker</name>
    <message>
        <source>Late-fee statement {0}</source>
        <translation>逾期违约金计算表 {0}</translation>
    </message>
    <message>
        <source>The register has no letters yet.</source>
        <translation>登记簿中还没有函件。</translation>
    </message>
    <message>
        <source>Settlement {0} to {1}</source>
        <translation>结算对账单 {0} 至 {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n 份函件</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the register</source>
        <translation>正在读取登记簿</translation>
    </message>
    <message>
        <source>Letter {0} of {1}</source>
        <translation>第 {0} 份，共 {1} 份</translation>
    </message>
    <message>
        <source>Putting the letters together</source>
        <translation>正在合并函件</translation>
    </message>
    <message>
        <source>Making {0}</source>
        <translation>正在制作：{0}</translation>
    </message>
    <message>
        <source>Computing the account</source>
        <translation>正在计算账目</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Laying out the pages</source>
        <translation>正在排版</translation>
    </message>
</context>
<context>
    <name>PartsInput</name>
    <message>
        <source>Type in the last row to add · F2 edits · Delete removes</source>
        <translation>在末行输入即新增 · F2 修改 · Delete 删除</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Copied: {0}</source>
        <translation>已复制：{0}</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Image (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>图表另存为</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>Looking at every day…</source>
        <translation>正在逐日计算…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>PlainTable</name>
    <message>
        <source>The table was not written.</source>
        <translation>表格没有写出。</translation>
    </message>
</context>
<context>
    <name>PlainTaking</name>
    <message numerus="yes">
        <source>Copied: %n row(s)</source>
        <translation>
            <numerusform>已复制 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx *.tsv)</source>
        <translation>表格 (*.csv *.xlsx *.tsv)</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>正在写入 {0}</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>导出表格…</translation>
    </message>
</context>
<context>
    <name>PresetDialog</name>
    <message>
        <source>Service rule from a preset</source>
        <translation>由预设录入服务规则</translation>
    </message>
    <message>
        <source>Every service has its rule already, or there is no service yet.</source>
        <translation>每项服务都已有服务规则，或者还没有服务。</translation>
    </message>
    <message>
        <source>Read on {0}. H official text, M secondary source, L weak source.</source>
        <translation>查阅于 {0}。H 官方文本，M 二手来源，L 来源薄弱。</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Page setup…</source>
        <translation>页面设置…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Arranging the pages</source>
        <translation>正在排列页面</translation>
    </message>
    <message>
        <source>The pages were not moved.</source>
        <translation>页面未能调整。</translation>
    </message>
    <message>
        <source>Binding margin {0} mm</source>
        <translation>装订边 {0} 毫米</translation>
    </message>
    <message>
        <source>two-sided</source>
        <translation>双面</translation>
    </message>
    <message>
        <source>The file was not written.</source>
        <translation>文件没有写入。</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已送交打印机</translation>
    </message>
    <message>
        <source>Printing was stopped</source>
        <translation>已停止打印</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>“{0}” is not a day; write it like 2026-11-23, 1123 or +10.</source>
        <translation>“{0}”不是日期；请写成 2026-11-23、1123 或 +10 这样。</translation>
    </message>
    <message>
        <source>“{0}” is not a point in time; write it like 2026-10-01 19:00.</source>
        <translation>“{0}”不是时间；请写成 2026-10-01 19:00 这样。</translation>
    </message>
    <message>
        <source>“{0}” is not a month; write it like 2026-09.</source>
        <translation>“{0}”不是月份；请写成 2026-09 这样。</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>The ledger could not be opened.</source>
        <translation>账本未能打开。</translation>
    </message>
    <message>
        <source>That did not work; nothing was changed.</source>
        <translation>未能完成，没有任何改动。</translation>
    </message>
    <message>
        <source>Open a ledger</source>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>Ledgers (*{0})</source>
        <translation>账本 (*{0})</translation>
    </message>
    <message>
        <source>The backup was not restored; nothing was changed.</source>
        <translation>没有恢复备份；未作任何改动。</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>替身</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找位置(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QPrintPropertiesDialog</name>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>RatesPage</name>
    <message>
        <source>1-year LPR known through {0}.</source>
        <translation>一年期 LPR 已知至 {0}。</translation>
    </message>
    <message>
        <source>In force on {0}: {1}% a year, since {2}.</source>
        <translation>{0} 适用年利率 {1}%，自 {2} 起。</translation>
    </message>
    <message>
        <source>A reference beside the agreement; no figure of the agreement uses it.</source>
        <translation>仅为协议之外的参考，协议的数值都不采用它。</translation>
    </message>
</context>
<context>
    <name>ReadingsDialog</name>
    <message>
        <source>Compare readings</source>
        <translation>比较读法</translation>
    </message>
    <message>
        <source>This figure</source>
        <translation>该数值</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>相差</translation>
    </message>
    <message>
        <source>Figures changed</source>
        <translation>变动的数值</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读法</translation>
    </message>
    <message>
        <source>Choices of the reading</source>
        <translation>该读法的各选项</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>将变动的数值</translation>
    </message>
    <message>
        <source>Make this the agreement&apos;s setting</source>
        <translation>设为协议采用的读法</translation>
    </message>
    <message>
        <source>{0}: now read as “{1}”</source>
        <translation>{0}：现采用“{1}”</translation>
    </message>
    <message>
        <source>{0} (in use)</source>
        <translation>{0}（采用中）</translation>
    </message>
    <message>
        <source>This reading is in use: every figure is as it stands.</source>
        <translation>正采用此读法，各数值不变。</translation>
    </message>
    <message>
        <source>Looking at the whole ledger…</source>
        <translation>正在查看整个账本…</translation>
    </message>
    <message>
        <source>No figure of the ledger would change today.</source>
        <translation>截至该日，没有数值会因此变动。</translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s) would change under “{0}”</source>
        <translation>
            <numerusform>采用“{0}”时，%n 个数值会变动</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Sample ledger</source>
        <translation>示例账本</translation>
    </message>
</context>
<context>
    <name>RecordActs</name>
    <message>
        <source>This was typed before the program ended, and is not saved yet.</source>
        <translation>这是程序上次中断前输入的内容，尚未保存。</translation>
    </message>
    <message>
        <source>Removed: {0}</source>
        <translation>已删除：{0}</translation>
    </message>
    <message numerus="yes">
        <source>Removed: %n record(s)</source>
        <translation>
            <numerusform>已删除 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing the records</source>
        <translation>正在删除记录</translation>
    </message>
    <message numerus="yes">
        <source>Changed: %n record(s)</source>
        <translation>
            <numerusform>已修改 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
</context>
<context>
    <name>RecordEditor</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save and enter the next</source>
        <translation>保存并录入下一条</translation>
    </message>
    <message>
        <source>Press Esc once more to discard what you typed.</source>
        <translation>再按一次 Esc，放弃已输入的内容。</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Row {0}</source>
        <translation>第 {0} 行</translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Not saved yet: please see the marked fields.</source>
        <translation>尚未保存：请看标出的项。</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>From a preset…</source>
        <translation>由预设录入…</translation>
    </message>
    <message>
        <source>Open a calendar file…</source>
        <translation>打开节假日文件…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Still being computed</source>
        <translation>正在计算</translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>No letters yet. Each finding offers its letter; any other is chosen here.</source>
        <translation>还没有函件。每个问题都可直接拟函，其他函件在这里选择。</translation>
    </message>
    <message>
        <source>A letter keeps its number, its pages, how it went out, and what was answered.</source>
        <translation>函件的文号、定稿页、发送和答复都记在这里。</translation>
    </message>
    <message>
        <source>New letter…</source>
        <translation>新函件…</translation>
    </message>
    <message>
        <source>My wordings…</source>
        <translation>自拟范本…</translation>
    </message>
    <message>
        <source>Made elsewhere…</source>
        <translation>登记自备函件…</translation>
    </message>
    <message>
        <source>Register a letter that was written in another program, with its PDF</source>
        <translation>把在别的程序里写好的函件连同其 PDF 登记入册</translation>
    </message>
</context>
<context>
    <name>RegisterDialog</name>
    <message>
        <source>The finished letter</source>
        <translation>写好的函件</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Choose, or type a name of your own</source>
        <translation>选择，或自己写名称</translation>
    </message>
    <message>
        <source>No single record</source>
        <translation>不针对单项记录</translation>
    </message>
    <message>
        <source>PDF file</source>
        <translation>PDF 文件</translation>
    </message>
    <message>
        <source>About</source>
        <translation>针对</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Choose the PDF of the letter.</source>
        <translation>请选择函件的 PDF 文件。</translation>
    </message>
    <message>
        <source>Still missing: {0}</source>
        <translation>还缺：{0}</translation>
    </message>
    <message>
        <source>Choose the record the letter is about, or “No single record”.</source>
        <translation>请选择函件针对的记录，或选“不针对单项记录”。</translation>
    </message>
</context>
<context>
    <name>Reminding</name>
    <message numerus="yes">
        <source>%n deadline(s) to think of</source>
        <translation>
            <numerusform>%n 项期限需要留意</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} {1}: {2} ({3})</source>
        <translation>{0} {1}：{2}（{3}）</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>A span of the account, its sums meeting: bills, payments, late fees, refunds.</source>
        <translation>一段期间的往来，勾稽相符：账单、付款、违约金、退款。</translation>
    </message>
    <message>
        <source>The late fee of one invoice, day-range by day-range, down to the clause.</source>
        <translation>一张发票的逾期违约金：逐段的本金、起止日、天数、日率、金额，附条款与算式。</translation>
    </message>
    <message>
        <source>A letter to the provider, claiming no more than the records hold.</source>
        <translation>致服务商的函件，只主张记录能支持的内容。</translation>
    </message>
    <message>
        <source>Every record in one documented file, for another program or a colleague.</source>
        <translation>全部记录存为一个有说明的文件，供其他程序或同事使用。</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation>欠款</translation>
    </message>
    <message>
        <source>Liability cap</source>
        <translation>赔偿限额</translation>
    </message>
    <message>
        <source>Arrears and late fee, day by day</source>
        <translation>欠款与逾期违约金，逐日</translation>
    </message>
    <message>
        <source>Once there is an invoice, what is unpaid and the late fee on it are drawn here, day by day.</source>
        <translation>录入发票后，这里逐日画出未付金额及其逾期违约金。</translation>
    </message>
    <message>
        <source>Liability cap and its 12 months</source>
        <translation>赔偿限额与决定它的 12 个月</translation>
    </message>
    <message>
        <source>Once cash was paid for this service (a bill&apos;s line or an order), the cap of liability is drawn here for damage on each day: the cash paid for the 12 months of use before it (10.5).</source>
        <translation>该服务有了现金支付的账单明细或订单后，这里画出每个损害日的赔偿限额：该日之前 12 个月内消耗的现金（10.5）。</translation>
    </message>
    <message>
        <source>What the bills ask for, by month and service</source>
        <translation>账单金额，按月份和服务</translation>
    </message>
    <message>
        <source>Once there is a bill, what it asks for is drawn here.</source>
        <translation>录入账单后，这里会画出各月金额。</translation>
    </message>
    <message>
        <source>without lines</source>
        <translation>无明细</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Pictures</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message>
        <source>Backups and ledgers (*{0} *{1})</source>
        <translation>备份和账本 (*{0} *{1})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Restore the backup as</source>
        <translation>恢复成的账本</translation>
    </message>
    <message>
        <source>Ledgers (*{0})</source>
        <translation>账本 (*{0})</translation>
    </message>
    <message>
        <source>There is a ledger {0} already.</source>
        <translation>{0} 已存在。</translation>
    </message>
    <message>
        <source>It is moved aside under a dated name, and nothing of it is lost. The backup takes its place.</source>
        <translation>它会改成带日期的名字移到旁边，内容不会丢失；备份恢复到它的位置。</translation>
    </message>
    <message>
        <source>Move it aside and restore</source>
        <translation>移开并恢复</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留它</translation>
    </message>
    <message>
        <source>Checking the backup</source>
        <translation>正在核对备份</translation>
    </message>
    <message>
        <source>Restored: {0}</source>
        <translation>已恢复：{0}</translation>
    </message>
    <message>
        <source>Restored: {0}. The ledger that was there is now {1}</source>
        <translation>已恢复：{0}。原来的账本现在是 {1}</translation>
    </message>
</context>
<context>
    <name>SearchDialog</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search records, clauses and files</source>
        <translation>搜索记录、条款和文件</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; type more to narrow it</source>
        <translation>
            <numerusform>另有 %n 条；多输入一些可缩小范围</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing says that.</source>
        <translation>没有找到。</translation>
    </message>
    <message>
        <source>Numbers, names, amounts and days, also those of files and clauses. Several words narrow it.</source>
        <translation>编号、名称、金额、日期，以及附件名和条款原文。多个词用空格隔开，可缩小范围。</translation>
    </message>
</context>
<context>
    <name>SelectedSums</name>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0} 条</translation>
    </message>
</context>
<context>
    <name>SendDialog</name>
    <message>
        <source>Posted on</source>
        <translation>交寄日</translation>
    </message>
    <message>
        <source>Signed for on</source>
        <translation>签收日</translation>
    </message>
    <message>
        <source>Sent on</source>
        <translation>发出日</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Nothing moves or blinks by itself</source>
        <translation>减少动态效果：不自动移动，不闪烁</translation>
    </message>
    <message>
        <source>Tell me at start and every day what is due</source>
        <translation>启动时和每天提醒将到的期限</translation>
    </message>
    <message>
        <source>never</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>Start when I log in, with the ledger used last</source>
        <translation>登录系统时启动，并打开上次使用的账本</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Everything is drawn so large from the next start on.</source>
        <translation>下次启动后，界面全部按此大小显示。</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Days ahead: {0}</source>
        <translation>提前天数：{0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>So many days ahead:</source>
        <translation>提前多少天提醒：</translation>
    </message>
</context>
<context>
    <name>SeveralDialog</name>
    <message>
        <source>Print several letters</source>
        <translation>打印多份函件</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Frozen letters are printed as they were frozen, drafts as they stand.</source>
        <translation>已定稿的按定稿打印，草稿按现在的内容打印。</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n 份函件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SeveralEditor</name>
    <message numerus="yes">
        <source>Change %n record(s): {0}</source>
        <translation>
            <numerusform>批量修改 %n 条记录：{0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原为</translation>
    </message>
    <message>
        <source>After</source>
        <translation>改后</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>将要改变的内容</translation>
    </message>
    <message>
        <source>Change all</source>
        <translation>全部修改</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Changing the records</source>
        <translation>正在修改记录</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) cannot take this; nothing is changed until all can.</source>
        <translation>
            <numerusform>%n 条记录不能这样改；全部都能改时才会修改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Please see the marked fields.</source>
        <translation>请看标出的项。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) change; one undo takes it back.</source>
        <translation>
            <numerusform>将修改 %n 条记录；撤销一次即可全部还原。</numerusform>
        </translation>
    </message>
    <message>
        <source>They all are like that already.</source>
        <translation>这些记录已经都是这样。</translation>
    </message>
    <message>
        <source>Type into a field to give it to all. Ticked and left empty clears it.</source>
        <translation>填写某项，就会给所有选中的记录填上。勾选后留空，则清除该项。</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Open the selected record</source>
        <translation>打开选中的记录</translation>
    </message>
    <message>
        <source>Remove the selected record</source>
        <translation>删除选中的记录</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Leave the form</source>
        <translation>离开表单</translation>
    </message>
    <message>
        <source>A day later or earlier in a date field</source>
        <translation>日期前后移动一天</translation>
    </message>
    <message>
        <source>Open where an input came from</source>
        <translation>打开数值的来源记录</translation>
    </message>
    <message>
        <source>Lists and forms</source>
        <translation>列表与表单</translation>
    </message>
</context>
<context>
    <name>SpanDialog</name>
    <message>
        <source>Settlement summary</source>
        <translation>结算对账单</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>全部账号</translation>
    </message>
    <message>
        <source>For my own eyes: with my claims, caps of liability and exposure</source>
        <translation>自用版：列己方的主张、赔偿限额与风险</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>纸面所用语言</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>制作</translation>
    </message>
</context>
<context>
    <name>StatementDialog</name>
    <message>
        <source>Late-fee statement</source>
        <translation>逾期违约金计算表</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>制作</translation>
    </message>
    <message>
        <source>No invoice bears a late fee on this day.</source>
        <translation>这一天没有发票产生逾期违约金。</translation>
    </message>
    <message>
        <source>Language of the paper</source>
        <translation>纸面所用语言</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>No figure of this letter says: {0}. These numbers were typed by hand; please check them.</source>
        <translation>本函没有与之相同的数值：{0}。这些是手工键入的，请核对。</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>定稿</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>暂不定稿</translation>
    </message>
    <message>
        <source>Frozen: {0}</source>
        <translation>已定稿：{0}</translation>
    </message>
    <message>
        <source>Freezing {0}</source>
        <translation>正在定稿 {0}</translation>
    </message>
    <message>
        <source>Looking at {0}</source>
        <translation>正在查看 {0}</translation>
    </message>
    <message>
        <source>Freeze letter {0}?</source>
        <translation>将函件 {0} 定稿？</translation>
    </message>
    <message>
        <source>Its words and figures then stay as they are, whatever changes in the ledger. Until the letter is recorded as sent, freezing can be undone.</source>
        <translation>定稿后，文字和数值不再随账本变化。在记录发送之前，定稿可以撤销。</translation>
    </message>
    <message>
        <source>The letter has no title: no line of its words begins with “# ”.</source>
        <translation>函件没有标题：文字中没有以“# ”开头的行。</translation>
    </message>
    <message>
        <source>The finished letter</source>
        <translation>写好的函件</translation>
    </message>
    <message>
        <source>Recorded as sent: {0}</source>
        <translation>已记录发送：{0}</translation>
    </message>
    <message>
        <source>Answer recorded: {0}</source>
        <translation>已记录答复：{0}</translation>
    </message>
    <message>
        <source>{0}: the PDF is the very one frozen, its SHA-256 is the registered one.</source>
        <translation>{0}：定稿 PDF 未被改动，SHA-256 与登记的一致。</translation>
    </message>
    <message>
        <source>Closed: {0}</source>
        <translation>已结案：{0}</translation>
    </message>
    <message>
        <source>Removed: {0}</source>
        <translation>已移除：{0}</translation>
    </message>
    <message>
        <source>Keep as my own wording</source>
        <translation>存为自拟范本</translation>
    </message>
    <message>
        <source>Name of this wording of “{0}”</source>
        <translation>“{0}”的这份范本的名称</translation>
    </message>
    <message>
        <source>My wording</source>
        <translation>自拟文字</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Number of the letter</source>
        <translation>函件的文号</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Number: {0}</source>
        <translation>文号：{0}</translation>
    </message>
    <message>
        <source>Kept as your own wording: {0}</source>
        <translation>已存为自拟范本：{0}</translation>
    </message>
    <message>
        <source>The PDF that was frozen</source>
        <translation>定稿的 PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>The pages have the registered SHA-256 and are in the ledger: {0}</source>
        <translation>PDF 与登记的 SHA-256 相符，已存入账本：{0}</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>所附文件</translation>
    </message>
    <message>
        <source>{0}: interrupted on {1}, now until {2}</source>
        <translation>{0}：{1} 中断，重新计算至 {2}</translation>
    </message>
    <message>
        <source>Verify the PDF</source>
        <translation>核对定稿</translation>
    </message>
    <message>
        <source>Bind with its evidence…</source>
        <translation>连同证据装订…</translation>
    </message>
    <message>
        <source>Compute the SHA-256 of the pages again and compare it with the registered one</source>
        <translation>重新计算定稿 PDF 的 SHA-256，与登记的比对</translation>
    </message>
</context>
<context>
    <name>SupposePanel</name>
    <message>
        <source>Late fee if it stays unpaid, by day of payment</source>
        <translation>一直未付时的违约金，按付款日</translation>
    </message>
    <message>
        <source>Days until payment</source>
        <translation>距付款的天数</translation>
    </message>
    <message>
        <source>Enter this payment…</source>
        <translation>录入这笔付款…</translation>
    </message>
    <message>
        <source>{0}, unpaid</source>
        <translation>{0} 不付</translation>
    </message>
    <message>
        <source>{0}, paid</source>
        <translation>{0} 付后</translation>
    </message>
    <message>
        <source>What if I pay</source>
        <translation>假设付款</translation>
    </message>
    <message>
        <source>on</source>
        <translation>于</translation>
    </message>
    <message>
        <source>Only supposed; nothing is written.</source>
        <translation>仅为假设，不写入账本。</translation>
    </message>
</context>
<context>
    <name>Taking</name>
    <message>
        <source>Copying the rows</source>
        <translation>正在复制</translation>
    </message>
    <message numerus="yes">
        <source>Copied: %n row(s)</source>
        <translation>
            <numerusform>已复制 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Tables (*.csv *.xlsx *.tsv)</source>
        <translation>表格 (*.csv *.xlsx *.tsv)</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>正在写入 {0}</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
</context>
<context>
    <name>Teaching</name>
    <message>
        <source>An account at the provider. Its cash balance is what an offset can reach.</source>
        <translation>在服务商处的账号。其现金余额可被服务商抵扣。</translation>
    </message>
    <message>
        <source>What is bought. When it ends, the days begin for which its data is kept.</source>
        <translation>购买的服务。服务终止后，开始计算数据保留的天数。</translation>
    </message>
    <message>
        <source>A prepaid order. From it follow what is unconsumed and what comes back early.</source>
        <translation>预付费订单。由此得出未消耗的金额和提前终止应退的金额。</translation>
    </message>
    <message>
        <source>A monthly bill. From its receipt follows the day to object by.</source>
        <translation>按月的账单。由收到时间得出账单异议期限。</translation>
    </message>
    <message>
        <source>An invoice. From its receipt follow the day to pay by and the late fee.</source>
        <translation>发票。由收到时间得出付款期限和逾期违约金。</translation>
    </message>
    <message>
        <source>What was paid, and for which invoices. It ends what is owed and its late fee.</source>
        <translation>付了多少、付哪些发票。欠款和违约金随之终止。</translation>
    </message>
    <message>
        <source>A notice of either side. Whether it came in time follows from its delivery.</source>
        <translation>任何一方的通知。由送达时间判断是否按期。</translation>
    </message>
    <message>
        <source>A failure and its losses. From it follow what can be claimed, and until when.</source>
        <translation>事故及其损失。由此得出可主张的金额和主张期限。</translation>
    </message>
    <message>
        <source>A rule of one service that the provider publishes; it goes before the agreement.</source>
        <translation>服务商为某项服务公布的规则，优先于协议的默认约定。</translation>
    </message>
    <message>
        <source>A year&apos;s holidays as published. Days computed for that year are certain then.</source>
        <translation>某一年已公布的放假安排。录入后，该年的日期即为确定。</translation>
    </message>
    <message>
        <source>A voucher the provider gave. It pays charges, but it is no cash and never comes back.</source>
        <translation>服务商给的代金券。可以抵扣费用，但不是现金，不退还。</translation>
    </message>
    <message>
        <source>A loan prime rate, a reference beside the agreement.</source>
        <translation>贷款市场报价利率，协议之外的参考。</translation>
    </message>
</context>
<context>
    <name>TickedFields</name>
    <message>
        <source>They differ</source>
        <translation>各不相同</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Record my answer…</source>
        <translation>记录我方答复…</translation>
    </message>
    <message>
        <source>Record their answer…</source>
        <translation>登记对方答复…</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>函件</translation>
    </message>
    <message>
        <source>{0}…</source>
        <translation>{0}…</translation>
    </message>
    <message>
        <source>Enter the payment…</source>
        <translation>录入付款…</translation>
    </message>
    <message>
        <source>{0} open</source>
        <translation>{0} 张未付</translation>
    </message>
    <message>
        <source>{0} overdue</source>
        <translation>{0} 张逾期</translation>
    </message>
    <message>
        <source>+{0} by tomorrow</source>
        <translation>明日再增 {0}</translation>
    </message>
    <message>
        <source>prepaid {0}</source>
        <translation>预缴 {0}</translation>
    </message>
    <message>
        <source>vouchers {0}</source>
        <translation>代金券 {0}</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>可主张金额</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Nothing is due. Everything on record is answered, paid or not yet begun.</source>
        <translation>没有待办事项：已记录的都已答复、付清或尚未开始。</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>请留意</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Holiday calendar official through {0}</source>
        <translation>节假日安排已公布至 {0}</translation>
    </message>
    <message>
        <source>Looking at the whole ledger…</source>
        <translation>正在查看整个账本…</translation>
    </message>
</context>
<context>
    <name>Together</name>
    <message>
        <source>{0} of {1} · {2}</source>
        <translation>第 {0} 类，共 {1} 类：{2}</translation>
    </message>
</context>
<context>
    <name>TogetherDialog</name>
    <message>
        <source>Import files of several kinds</source>
        <translation>导入几类文件</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) recognised</source>
        <translation>
            <numerusform>识别出 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>They are taken in one kind after the other. Untick what is not wanted.</source>
        <translation>逐类导入；不需要的可取消勾选。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Files recognised</source>
        <translation>识别出的文件</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>个数</translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation>将要做的事</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>Import file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Exchange files (*.json)</source>
        <translation>交换文件 (*.json)</translation>
    </message>
    <message>
        <source>All files the program reads ({0})</source>
        <translation>可读取的全部文件 ({0})</translation>
    </message>
    <message>
        <source>The provider&apos;s bills, movements, orders, vouchers (*.csv *.xlsx *.xls *.zip)</source>
        <translation>服务商账单、收支明细、订单、代金券 (*.csv *.xlsx *.xls *.zip)</translation>
    </message>
    <message>
        <source>Import your copy of the agreement</source>
        <translation>导入协议文本</translation>
    </message>
    <message>
        <source>The agreement (*.txt *.docx *.pdf)</source>
        <translation>协议文本 (*.txt *.docx *.pdf)</translation>
    </message>
    <message>
        <source>Electronic invoices (*.xml *.ofd *.pdf)</source>
        <translation>电子发票 (*.xml *.ofd *.pdf)</translation>
    </message>
    <message>
        <source>Messages (*.eml *.mbox)</source>
        <translation>邮件 (*.eml *.mbox)</translation>
    </message>
    <message>
        <source>Exchange and calendar files (*.json)</source>
        <translation>交换文件和节假日文件 (*.json)</translation>
    </message>
    <message>
        <source>Import a holiday arrangement</source>
        <translation>导入节假日安排</translation>
    </message>
    <message>
        <source>Calendar files (*.json)</source>
        <translation>节假日安排文件 (*.json)</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>正在识别文件</translation>
    </message>
    <message>
        <source>Everything with the files kept, one ZIP (*.zip)</source>
        <translation>全部内容连同存入的文件，一个 ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Tables for a spreadsheet (*.xlsx)</source>
        <translation>各表，供电子表格 (*.xlsx)</translation>
    </message>
    <message>
        <source>Double entries for beancount (*.beancount)</source>
        <translation>复式往来账，供 beancount (*.beancount)</translation>
    </message>
    <message>
        <source>Double entries for hledger (*.journal)</source>
        <translation>复式往来账，供 hledger (*.journal)</translation>
    </message>
    <message>
        <source>Export everything</source>
        <translation>全部导出</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>正在写入 {0}</translation>
    </message>
    <message>
        <source>Deadlines for a calendar</source>
        <translation>导出期限到手机日历</translation>
    </message>
    <message>
        <source>Calendars of phones (*.ics)</source>
        <translation>手机日历 (*.ics)</translation>
    </message>
    <message>
        <source>Writing the deadlines</source>
        <translation>正在写出期限</translation>
    </message>
    <message numerus="yes">
        <source>Written: {0} · %n deadline(s). Open the file on the phone.</source>
        <translation>
            <numerusform>已写出：{0}（%n 个期限）。请在手机上打开该文件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Unsaved</name>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>The agreement has changes that are not saved.</source>
        <translation>协议页有尚未保存的修改。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在此处</translation>
    </message>
</context>
<context>
    <name>ViewsDialog</name>
    <message>
        <source>Saved views</source>
        <translation>已存视图</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Save over it</source>
        <translation>更新为当前</translation>
    </message>
    <message>
        <source>Keep the list as it is looked at now under this name</source>
        <translation>把列表现在的样子存为这个视图</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>“{0}” is now the list as you see it.</source>
        <translation>“{0}”已更新为列表现在的样子。</translation>
    </message>
    <message>
        <source>Deleted: {0}</source>
        <translation>已删除：{0}</translation>
    </message>
    <message>
        <source>There is a view “{0}” already.</source>
        <translation>已有视图“{0}”。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>WelcomeWindow</name>
    <message>
        <source>ClauseLedger</source>
        <translation>条款账本</translation>
    </message>
    <message>
        <source>For your own agreement: who you are, when it was signed.</source>
        <translation>为您自己的协议建账：写明客户名称和签订日。</translation>
    </message>
    <message>
        <source>An invented customer with bills, invoices and a late payment. Change what you like.</source>
        <translation>一位虚构的客户，有账单、发票和一笔逾期付款，可随意改动。</translation>
    </message>
    <message>
        <source>New ledger</source>
        <translation>新建账本</translation>
    </message>
    <message>
        <source>Open a ledger</source>
        <translation>打开账本</translation>
    </message>
    <message>
        <source>A file ending in .clauseledger.</source>
        <translation>扩展名为 .clauseledger 的文件。</translation>
    </message>
    <message>
        <source>Explore the sample ledger</source>
        <translation>看看示例账本</translation>
    </message>
    <message>
        <source>Recent ledgers</source>
        <translation>最近的账本</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>Your side of a cloud service agreement: which day to act, what it costs, by which clause.</source>
        <translation>云服务协议客户自己的账本：哪天该做什么，要付多少钱，依据哪一条。</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Everything stays on this machine. The program never uses a network.</source>
        <translation>一切都留在本机，程序从不联网。</translation>
    </message>
</context>
<context>
    <name>WordingsDialog</name>
    <message>
        <source>My wordings of letters</source>
        <translation>自拟的函件范本</translation>
    </message>
    <message>
        <source>Not kept yet. Once more discards what you typed.</source>
        <translation>还没有存入；再来一次即放弃改动。</translation>
    </message>
    <message>
        <source>My wording</source>
        <translation>自拟文字</translation>
    </message>
    <message>
        <source>Kept as your own wording: {0}</source>
        <translation>已存为自拟范本：{0}</translation>
    </message>
    <message>
        <source>Removed: {0}</source>
        <translation>已删除：{0}</translation>
    </message>
    <message>
        <source>New wording</source>
        <translation>新范本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Back to the program&apos;s words</source>
        <translation>恢复随程序提供的文字</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>Words of the letter</source>
        <translation>函件文字</translation>
    </message>
    <message>
        <source>A figure of the ledger: it follows the records until the letter is frozen.</source>
        <translation>账本中的数值：定稿之前随记录变化。</translation>
    </message>
    <message>
        <source>This value is not on record, or no value of this letter.</source>
        <translation>此数值没有记录，或不是本函的数值。</translation>
    </message>
    <message>
        <source>One sentence for each, made of the records.</source>
        <translation>按记录逐项成句。</translation>
    </message>
    <message>
        <source>Set by the program here: {0}</source>
        <translation>由程序排在此处：{0}</translation>
    </message>
    <message>
        <source>Between these two marks stand words that depend on the records.</source>
        <translation>这两个标记之间的文字随记录而定。</translation>
    </message>
    <message>
        <source>Words that do not apply to these records wait here.</source>
        <translation>此处另有不适用于现有记录的文字。</translation>
    </message>
    <message>
        <source>Words that depend on the records are removed whole: select from one mark to the other.</source>
        <translation>随记录而定的文字要整段删除：请从一个标记选到另一个标记。</translation>
    </message>
    <message>
        <source>Figure taken out: {0}</source>
        <translation>已删去数值：{0}</translation>
    </message>
</context>
<context>
    <name>WordsPanel</name>
    <message>
        <source>Put the figure here</source>
        <translation>换成账本数值</translation>
    </message>
    <message>
        <source>{0}: typed by hand, and no figure of this letter says so.</source>
        <translation>{0}：手工键入，本函没有与之相同的数值。</translation>
    </message>
    <message>
        <source>{0}: typed by hand, so it does not follow the ledger.</source>
        <translation>{0}：手工键入，不随账本变化。</translation>
    </message>
    <message>
        <source>As it comes with the program</source>
        <translation>随程序提供的文字</translation>
    </message>
    <message>
        <source>Keep these words as my own wording…</source>
        <translation>把现在的文字存为自拟范本…</translation>
    </message>
    <message>
        <source>Freeze a PDF made elsewhere instead…</source>
        <translation>改用自备的 PDF 定稿…</translation>
    </message>
    <message>
        <source>Insert a figure…</source>
        <translation>插入数值…</translation>
    </message>
    <message>
        <source>Wording</source>
        <translation>范本</translation>
    </message>
    <message>
        <source># title · ## heading · - request · + attachment</source>
        <translation># 标题 · ## 小标题 · - 请求 · + 附件</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>_StepDialog</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
</context>
</TS>
