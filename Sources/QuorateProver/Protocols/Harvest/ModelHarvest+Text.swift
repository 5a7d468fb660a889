extension ModelHarvest {
    /// Everything about the harvest, in lines.
    public var details: String {
        var lines = ["\(model.name), harvested: \(headline)", ""]
        lines += column("looked at", [looked])
        lines += column("clauses", [words(for: clauses)])
        lines += column("provenance", [words(for: provenance)])
        if let unanswered, unanswered > 0 {
            lines += column("", ["\(unanswered) went because the solver had no answer"])
        }
        lines += column("of the own", ownWords)
        if let obstacle { lines += column("open", [obstacle]) }
        if isProved { lines += column("proved with", used + (needed ?? []).map { "\($0) (written)" }) }
        if let finding {
            lines += column("questions", ["\(finding.answers.count) obligations, asked once more"])
        }
        lines += column("certificate", ["none: \(ModelFinding.warrant)"])
        return (lines + column("not shown", Self.limits + ModelFinding.limits)).joined(separator: "\n")
    }

    /// Limits of a harvest, which are said with each.
    static let limits = [
        "that what was dropped is false, or that fewer invariants would not do"
    ]

    /// Outcome in a few words.
    public var remark: String {
        isProved ? "harvested: \(headline)" : "not proved with a harvest: \(obstacle ?? "")"
    }

    private var headline: String {
        guard isProved, let needed else { return "not proved" }
        if needed.isEmpty { return "proved, and no invariant had to be written" }
        return "proved, and \(needed.count) of \(model.invariants.count) invariants had to be written"
    }

    private var looked: String {
        let size = sizes.map { "\($0.size) \($0.sort)\($0.size == 1 ? "" : "s")" }.joined(separator: ", ")
        guard let states else { return "the states of \(size) were not listed to the end" }
        return "\(states) states of \(size)" + (seesAllStates ? ", all of them" : ", not all that there are")
    }

    private func words(for tally: Tally) -> String {
        let tried = "\(tally.tried) tried, \(tally.trueInStates) of them true there"
        if tally.tried == 0, !tally.areAllTried { return "none tried, \(ending)" }
        guard tally.areAllTried || tally.isFull else { return "\(tried), and not all: \(ending)" }
        guard let asked = tally.asked else { return "\(tried); not asked, \(ending)" }
        guard let inductive = tally.inductive else { return "\(tried); not all asked, \(ending)" }
        return "\(tally.tried) tried, \(tally.trueInStates) true there"
            + (tally.isFull ? ", no more looked for" : "")
            + (asked < tally.trueInStates ? ", \(asked) asked about" : "")
            + ", \(inductive) kept by every action for all numbers"
    }

    private var ending: String { obstacle ?? "" }

    /// Fate of each invariant that the person wrote.
    private var ownWords: [String] {
        model.invariants.map { "\($0.name): \(fate(of: $0.name))" }
    }

    /// Fate of one invariant; of one that was not asked neither is said.
    private func fate(of name: String) -> String {
        guard let implied else { return "not asked, \(ending)" }
        if implied.contains(name) { return "follows from the harvest" }
        if isProved, let needed { return needed.contains(name) ? "had to be written" : "is not needed" }
        return untold.contains(name) ? "no answer" : "does not follow"
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { index, item in
            let head = index == 0 ? subject : ""
            return "  " + head + String(repeating: " ", count: max(0, 13 - head.count)) + item
        }
    }
}
