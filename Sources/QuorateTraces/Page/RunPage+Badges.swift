extension RunPage {
    /// News of a state: a property that turns, and the end of real code's way. Each has a sign and a word, so that
    /// nothing is told by colour alone.
    func badges(_ state: Int) -> HTMLText {
        let turned = properties.compactMap { property -> HTMLText? in
            guard let badge = property.badge(at: state) else { return nil }
            return Self.badge(badge.sign, property.name, badge.style)
        }
        let code = code.compactMap { run -> HTMLText? in
            guard run.marks.indices.contains(state), let badge = run.marks[state].badge else { return nil }
            return Self.badge(badge.sign, "\(run.name): \(badge.word)", badge.style)
        }
        let discharged = state > 0 ? steps[state - 1].discharges.count : 0
        let owed: [HTMLText] =
            discharged == 0 ? [] : [Self.badge("✓", "discharges \(discharged)", "quiet")]
        let remarks = (inset?.remarks ?? []).filter { $0.state == state }
        let all = turned + code + owed + remarks.map { Self.badge($0.sign, $0.text, "warn") }
        return all.isEmpty ? "" : "<span class=\"badges\">\(all)</span>"
    }

    private static func badge(_ sign: String, _ word: String, _ style: String) -> HTMLText {
        "<span class=\"badge \(style)\">\(sign)<span class=\"word\"> \(word)</span></span>"
    }

    /// A table of the properties, with the states in which each holds, or is broken or reached.
    var propertyTable: HTMLText {
        if properties.isEmpty { return "" }
        return """
            <table class="properties"><caption>Properties</caption>
            <thead><tr><th scope="col">Property</th><th scope="col">Kind</th><th scope="col">Along the run</th></tr></thead>
            <tbody>
            \(properties.map(row))
            </tbody></table>
            """
    }

    private func row(_ property: Property) -> HTMLText {
        """
        <tr\(property.isShown ? " class=\"shown\"" : "")><th scope="row">\(property.name)</th>\
        <td>\(property.kind)</td><td>\(HTMLText.joined(property.spans, separator: ", "))</td></tr>
        """
    }

    /// A table of the replays on real code.
    var codeTable: HTMLText {
        if code.isEmpty { return "" }
        return """
            <table class="code"><caption>Real code</caption>
            <thead><tr><th scope="col">Code</th><th scope="col">Outcome</th><th scope="col">Facts</th></tr></thead>
            <tbody>
            \(code.map(codeRow))
            </tbody></table>
            """
    }

    private func codeRow(_ run: CodeRun) -> HTMLText {
        let facts = run.facts.map { fact -> HTMLText in "<p>\(fact.label): \(fact.place.html)</p>" }
        return """
            <tr><th scope="row">\(run.name)</th><td>\(run.isExpected ? "✓ as expected" : "✗ not as expected"): \
            \(run.outcome)</td><td>\(facts)</td></tr>
            """
    }
}

extension RunPage.Property {
    /// Turn of the property in a state that a reader must not miss.
    fileprivate func badge(at state: Int) -> (sign: String, style: String)? {
        guard state == 0 || marks[state] != marks[state - 1] else { return nil }
        return switch marks[state] {
        case .broken: ("✗", "bad")
        case .reached: ("★", "good")
        case .holds where state > 0 && marks[state - 1] == .broken: ("✓", "quiet")
        case .goal where isShown: ("✓", "quiet")
        case .waiting where isShown && state > 0: ("○", "quiet")
        case .holds, .idle, .open, .goal, .waiting: nil
        }
    }

    /// The marks in words, as in `holds in 0–4, broken in 5`.
    fileprivate var spans: [HTMLText] {
        var spans: [(mark: Mark, first: Int, last: Int)] = []
        for (state, mark) in marks.enumerated() {
            if spans.last?.mark == mark {
                spans[spans.count - 1].last = state
            } else {
                spans.append((mark, state, state))
            }
        }
        let shown = spans.prefix(Self.mostSpans).map { span -> HTMLText in
            let states = span.last > span.first ? "\(span.first)–\(span.last)" : "\(span.first)"
            return "<span class=\"span\">\(span.mark.sign) \(span.mark.word) in \(states)</span>"
        }
        return shown + (spans.count > Self.mostSpans ? ["…"] : [])
    }

    private static let mostSpans = 12
}

extension RunPage.Property.Mark {
    var word: String {
        switch self {
        case .holds: "holds"
        case .broken: "broken"
        case .idle: "premise false"
        case .reached: "reached"
        case .open: "not reached"
        case .goal: "goal met"
        case .waiting: "goal not met"
        }
    }

    var sign: String {
        switch self {
        case .holds, .goal: "✓"
        case .broken: "✗"
        case .reached: "★"
        case .idle, .open, .waiting: "○"
        }
    }
}

extension RunPage.CodeRun.Mark {
    var word: String {
        switch self {
        case .taken: "taken"
        case .refused: "refused"
        case .diverged: "diverged"
        case .leftOut: "left out"
        case .unreached: "not reached"
        }
    }

    /// Mark that a reader must not miss, or nil.
    fileprivate var badge: (sign: String, word: String, style: String)? {
        switch self {
        case .refused: ("⊘", word, "warn")
        case .diverged: ("✗", word, "bad")
        case .leftOut: ("–", word, "quiet")
        case .taken, .unreached: nil
        }
    }
}
