import QuorateExplorer
import QuorateTraces

extension CatalogReport {
    /// The report as a page: one file without a script, which loads nothing.
    var html: String {
        let title = specs.count == 1 ? specs[0].name : Numerals.count(specs.count, "spec")
        return PageFrame(title: "Report: \(title)", style: PageStyle.plain, body: document(title)).html
    }

    private var isAsExpected: Bool { status == .asExpected && errors.isEmpty }

    private func document(_ title: String) -> HTMLText {
        let standing: HTMLText =
            claims.isEmpty
            ? "" : "<section class=\"spec\"><h2>Claims that stand on their own</h2>\(claims.table)</section>"
        return """
            <header class="top">
            <p class="brand">Quorate <span>report, version \(quorateVersion)</span></p>
            <h1>\(title)</h1>
            <p class="claim \(isAsExpected ? "met" : "broken")"><span aria-hidden="true">\
            \(isAsExpected ? "✓" : "✗")</span> \(verdict)</p>
            </header>
            <main>
            \(errorList)
            <ul class="totals" aria-label="Figures">
            \(totals.map(\.tile))
            </ul>
            \(overview)
            \(specs.map(\.section))
            \(standing)
            </main>
            <footer><p>Everything on this page is in this one file; it loads nothing. Distinct states are those of all \
            instances together; a plot shows them by number of steps from the start.</p></footer>
            """
    }

    private var errorList: HTMLText {
        if errors.isEmpty { return "" }
        return """
            <section class="wrong-list"><h2>Not made</h2><ul>
            \(errors.map { "<li>\($0)</li>" as HTMLText })
            </ul></section>
            """
    }

    /// A line for each spec, those of one subject together.
    private var overview: HTMLText {
        let subjects = specs.reduce(into: [String]()) { known, spec in
            if !known.contains(spec.subject) { known.append(spec.subject) }
        }
        let rows = subjects.map { subject -> HTMLText in
            let title: HTMLText =
                subject.isEmpty
                ? "" : "<tr class=\"group\"><th colspan=\"8\" scope=\"rowgroup\">\(subject)</th></tr>\n"
            return "\(title)\(specs.filter { $0.subject == subject }.map(\.overviewRow))"
        }
        return """
            <section aria-label="Overview"><div class="scroll"><table class="overview">
            <caption>All specs</caption>
            <thead><tr><th scope="col">Spec</th><th scope="col">Found</th><th scope="col">Holds for</th>\
            <th scope="col" class="number">Largest</th><th scope="col">By level</th>\
            <th scope="col" class="number">Mutants</th><th scope="col" class="number">For all n</th>\
            <th scope="col">Code</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table></div></section>
            """
    }
}

extension CatalogReport.Total {
    fileprivate var tile: HTMLText {
        let remark: HTMLText =
            switch (wrong, unmade) {
            case (nil, 0): ""
            case (0?, 0): "<span>all as expected</span>"
            case (nil, let unmade), (0?, let unmade): "<span class=\"wrong\">\(unmade) not made</span>"
            case (let wrong?, _): "<span class=\"wrong\">\(wrong) not as expected</span>"
            }
        return "<li><strong>\(Numerals.count(count))</strong><span>\(name)</span> \(remark)</li>"
    }
}

extension SpecReport {
    fileprivate var overviewRow: HTMLText {
        let mutantCount = triedMutants + unmadeMutants
        let mutants: HTMLText = mutantCount == 0 ? "none" : "\(caughtMutants) of \(mutantCount)"
        let decided = proofs.count { $0.isAsExpected }
        let claims: HTMLText = claimCount == 0 ? "" : "\(decided) of \(claimCount)"
        return """
            <tr><th scope="row"><a href="#\(anchor)">\(name)</a></th><td>\(mark)</td>\
            <td class="wide">\(extent)</td>\
            <td class="number">\(largest.map { Numerals.count($0.distinct) } ?? "")</td>\
            <td>\(largest.map(\.plot) ?? "")</td><td class="number">\(mutants)</td>\
            <td class="number">\(claims)</td><td>\(codeWord)</td></tr>
            """
    }

    var anchor: String { "spec-" + name }

    private var mark: HTMLText {
        switch standing {
        case .asExpected: "<span class=\"mark good\">✓ as expected</span>"
        case .notAsExpected: "<span class=\"mark bad\">✗ not as expected</span>"
        case .notMade: "<span class=\"mark warn\">– not made</span>"
        }
    }

    private var codeWord: HTMLText {
        if let wrong = code.first(where: { !$0.isAsExpected }) {
            return "<span class=\"mark bad\">✗ \(wrong.verdict)</span>"
        }
        if codeCount > code.count { return "<span class=\"mark warn\">– not made</span>" }
        return code.isEmpty ? "none" : "<span class=\"mark good\">✓ conforms</span>"
    }
}
