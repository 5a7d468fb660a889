import QuorateExplorer
import QuorateTraces

extension SpecReport {
    /// Everything about the spec.
    var section: HTMLText {
        let facts = [summary, source].filter { !$0.isEmpty }
        return """
            <section class="spec" id="\(anchor)" aria-labelledby="\(anchor)-name">
            <div><h2 id="\(anchor)-name">\(name)</h2>
            \(facts.enumerated().map { "<p class=\"\($0 == 0 ? "summary" : "source")\">\($1)</p>" as HTMLText })</div>
            \(unseen)
            \(table("Runs", runs))
            \(table("Variants, which must hold", variants))
            \(table("Mutants, which must break a property", mutants))
            \(proofs.isEmpty ? "" : "<div><h3>For all numbers</h3>\(proofs.table)</div>")
            \(code.isEmpty ? "" : codeTable)
            \(coverage)
            </section>
            """
    }

    private var unseen: HTMLText {
        if notShown.isEmpty { return "" }
        return """
            <div class="not-shown"><h3>Not shown</h3><ul>
            \(notShown.map { "<li>\($0)</li>" as HTMLText })
            </ul></div>
            """
    }

    private func table(_ title: String, _ rows: [RunRow]) -> HTMLText {
        if rows.isEmpty { return "" }
        return """
            <div><h3>\(title)</h3><div class="scroll"><table>
            <caption>\(title) of \(name)</caption>
            <thead><tr><th scope="col">Run</th><th scope="col">Found</th><th scope="col" class="number">Distinct</th>\
            <th scope="col" class="number">Generated</th><th scope="col" class="number">Depth</th>\
            <th scope="col">By level</th></tr></thead>
            <tbody>
            \(rows.map(\.row))
            </tbody></table></div></div>
            """
    }

    private var codeTable: HTMLText {
        let rows = code.map { row -> HTMLText in
            """
            <tr><th scope="row"><code>\(row.label)</code></th><td>\(Mark(row.isAsExpected, row.verdict).html)</td>\
            <td class="number">\(Numerals.count(row.states))</td><td class="number">\(Numerals.count(row.pairs))</td>\
            <td class="number">\(Numerals.count(row.steps))</td></tr>
            """
        }
        return """
            <div><h3>Real code</h3><div class="scroll"><table>
            <caption>Code that was held against \(name)</caption>
            <thead><tr><th scope="col">Run</th><th scope="col">Found</th><th scope="col" class="number">States</th>\
            <th scope="col" class="number">Pairs</th><th scope="col" class="number">Steps</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table></div></div>
            """
    }

    private var coverage: HTMLText {
        if actions.isEmpty || runs.isEmpty { return "" }
        let items = actions.map { action -> HTMLText in
            action.taken == 0
                ? "<li class=\"never\"><code>\(action.name)</code> never</li>"
                : "<li><code>\(action.name)</code> \(Numerals.count(action.taken))</li>"
        }
        return
            "<div><h3>Actions taken, in the runs above together</h3><ul class=\"chips\">\n\(items)\n</ul></div>"
    }
}

/// A word with a sign, by which it is told without its colour.
private struct Mark {
    let isAsExpected: Bool
    let word: String

    init(_ isAsExpected: Bool, _ word: String) { (self.isAsExpected, self.word) = (isAsExpected, word) }

    var html: HTMLText {
        "<span class=\"mark \(isAsExpected ? "good" : "bad")\">\(isAsExpected ? "✓" : "✗")</span> \(word)"
    }
}

extension RunRow {
    fileprivate var row: HTMLText {
        """
        <tr><th scope="row"><code>\(label)</code></th><td>\(Mark(isAsExpected, words).html)</td>\
        <td class="number">\(Numerals.count(distinct))</td><td class="number">\(Numerals.count(generated))</td>\
        <td class="number">\(depth)</td><td>\(plot)</td></tr>
        """
    }

    /// States of each level as columns, side by side.
    var plot: HTMLText {
        guard levels.count > 1, let most = levels.max(), most > 0 else { return "" }
        let columns = LevelPlot(levels, columns: 40)
        let bars = columns.heights.enumerated().map { place, share in
            let height = max(1, Int((share * 16).rounded()))
            return "M\(place * 3) 16v-\(height)h2v\(height)z"
        }
        let width = columns.heights.count * 3
        let name = "\(Numerals.count(levels.count)) levels, at most \(Numerals.count(most, "state")) in one"
        return """
            <svg class="levels" width="\(width)" height="16" viewBox="0 0 \(width) 16" role="img" \
            aria-label="\(name)"><path d="\(bars.joined())" /></svg>
            """
    }
}

extension [ProofRow] {
    /// A line for each.
    var table: HTMLText {
        let rows = map { row -> HTMLText in
            """
            <tr><th scope="row"><code>\(row.name)</code></th><td>\(Mark(row.isAsExpected, row.verdict).html)</td>\
            <td>\(row.sentence)</td><td>\(row.ground)</td></tr>
            """
        }
        return """
            <div class="scroll"><table>
            <caption>Claims</caption>
            <thead><tr><th scope="col">Claim</th><th scope="col">Found</th><th scope="col">What it says</th>\
            <th scope="col">Ground</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table></div>
            """
    }
}
