import QuorateExplorer
import QuorateTraces

extension DiffReport {
    /// The report as a page: one file without a script, which loads nothing.
    func html(_ links: PageLinks) -> String {
        PageFrame(title: title, style: PageStyle.comparison, body: document(links)).html
    }

    private var title: String { "From \(names.base) to \(names.head)" }

    private func document(_ links: PageLinks) -> HTMLText {
        let shown = ShownFinding.all(of: self)
        return """
            <header class="top">
            <p class="brand">Quorate <span>comparison, version \(quorateVersion)</span></p>
            <h1>\(title)</h1>
            <p class="claim \(verdict.style)"><span aria-hidden="true">\(verdict.sign)</span> \(verdict.words)</p>
            <p class="counts">\(counts)</p>
            </header>
            <main>
            \(findingTable(shown))
            \(openQuestions)
            \(shown.compactMap { $0.section(in: self, links) })
            \(leftOut(shown))
            \(answers)
            \(untold)
            \(remarks)
            </main>
            <footer><p>Everything on this page is in this one file; it loads nothing. A run that only one side has is a \
            shortest one wherever no limit came before; "the same" is said only of what was compared to the end.</p></footer>
            """
    }

    /// The outcome, in the order in which exit statuses are chosen.
    private var verdict: (sign: String, style: String, words: String) {
        let found = findings.isEmpty ? "no findings" : tally
        if !forbidden.isEmpty { return ("✗", "broken", found) }
        if !inconclusive.isEmpty {
            let open = Numerals.count(inconclusive.count, "instance")
            return ("–", "open", "inconclusive: \(open) not compared to the end; \(found)")
        }
        return findings.isEmpty ? ("✓", "met", found) : ("→", "", found)
    }

    private func findingTable(_ shown: [ShownFinding]) -> HTMLText {
        if shown.isEmpty { return "" }
        return """
            <section aria-labelledby="findings"><h2 id="findings">Findings</h2><div class="scroll"><table class="findings stacked">
            <caption>All findings</caption>
            <thead><tr><th scope="col">Spec</th><th scope="col">Kind</th><th scope="col">Finding</th></tr></thead>
            <tbody>
            \(shown.map { $0.row(in: self) })
            </tbody></table></div></section>
            """
    }

    private var openQuestions: HTMLText {
        if inconclusive.isEmpty { return "" }
        let items = inconclusive.map { label, reasons -> HTMLText in
            "<li><code>\(label)</code>: \(reasons.joined(separator: "; "))</li>"
        }
        return """
            <section class="not-shown"><h3>Inconclusive: no answer, and so not the same</h3><ul>
            \(items)
            </ul></section>
            """
    }

    private func leftOut(_ shown: [ShownFinding]) -> HTMLText {
        let count = shown.count { $0.finding.run != nil && $0.number == nil }
        if count == 0 { return "" }
        return """
            <p>\(Numerals.count(count, "more run")) of the findings above are not drawn here: there are too many for one \
            page. <code>--spec</code> compares one spec.</p>
            """
    }

    /// The basis and the answer of each instance that was compared.
    private var answers: HTMLText {
        if compared.isEmpty { return "" }
        let rows = compared.map { label, behaviour -> HTMLText in
            """
            <tr><th scope="row"><code>\(label)</code></th><td>\(behaviour.answer)</td><td>\(behaviour.basis)</td></tr>
            """
        }
        return """
            <section aria-labelledby="compared"><h2 id="compared">What was compared</h2><div class="scroll">\
            <table class="answers stacked">
            <caption>Instances that were compared</caption>
            <thead><tr><th scope="col">Instance</th><th scope="col">Runs</th><th scope="col">Compared</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table></div></section>
            """
    }

    /// The instances that were not explored on both sides.
    private var untold: HTMLText {
        let lists = [
            ("In the base only", onlyBase), ("In the head only", onlyHead),
            ("Compiled from the same text on both sides, and not explored", unchanged),
        ]
        return .joined(lists.filter { !$0.1.isEmpty }.map { title, labels in Self.list(title, labels) })
    }

    private var remarks: HTMLText { notes.isEmpty ? "" : Self.list("Notes", notes, " long") }

    private static func list(_ title: String, _ items: [String], _ style: String = "") -> HTMLText {
        """
        <section><h2>\(title)</h2><ul class="names\(style)">
        \(items.map { "<li>\($0)</li>" as HTMLText })
        </ul></section>
        """
    }
}
