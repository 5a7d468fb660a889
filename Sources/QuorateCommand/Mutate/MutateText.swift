import QuorateExplorer
import QuorateTraces

/// Text for people: for each spec the counts, and the mutants that ask for an answer, with their places.
struct MutateText: Reporter {
    let console: Console
    /// Request for every mutant, and not those alone that ask for an answer.
    let listsAll: Bool

    func finished(_ result: MutatedSpec) throws {
        try console.print(([headline(result)] + table(result) + stale(result)).joined(separator: "\n"))
    }

    func ended(_ results: JobResults<MutatedSpec>) throws {
        if results.made.count + results.notStarted.count < 2 { return }
        let survivors = results.made.reduce(0) { $0 + $1.survivors.count }
        let mutants = results.made.reduce(0) { $0 + $1.mutants.count }
        let cut = results.notStarted.isEmpty ? "" : "; interrupted, \(results.notStarted.count) not made"
        try console.print(
            "\n\(Numerals.count(mutants, "mutant")) of \(Numerals.count(results.made.count, "spec")),"
                + " \(Numerals.count(survivors, "survivor"))\(cut), in \(Numerals.seconds(results.seconds))")
    }

    private func headline(_ result: MutatedSpec) -> String {
        let name = result.name
        if let emptiness = result.emptiness { return "\(name): \(emptiness)" }
        let waived = result.mutants.count { result.waiver(of: $0) != nil }
        let counts = MutantFate.Kind.allCases.flatMap { kind in
            let count = result.mutants.count { $0.fate.kind == kind && result.waiver(of: $0) == nil }
            return [(count, kind.words)] + (kind == .survived ? [(waived, "waived")] : [])
        }.filter { $0.0 > 0 }.map { "\($0) \($1)" }
        let instances = result.instances.map { $0.settings.map(\.description).joined(separator: " ") }
        return "\(name): \(Numerals.count(result.mutants.count, "mutant")): "
            + counts.joined(separator: ", ") + "; of "
            + instances.map { $0.isEmpty ? "the one instance" : $0 }.joined(separator: " and of ")
    }

    private func table(_ result: MutatedSpec) -> [String] {
        let shown = result.mutants.filter {
            listsAll || [.survived, .undecided].contains($0.fate.kind) && result.waiver(of: $0) == nil
        }
        let rows = joined(shown.map { ($0, row(of: $0, in: result)) })
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let name = row[2].isEmpty ? row[1] : "\(row[1].padded(to: widths[1]))  \(row[2])"
            return "  \(row[0].padded(to: widths[0]))  \(name)"
        }
    }

    private func row(of mutant: MutatedSpec.Mutant, in result: MutatedSpec) -> [String] {
        let waiver = result.waiver(of: mutant)
        return [
            waiver == nil ? mutant.fate.kind.rawValue : "waived", mutant.outline.name,
            waiver?.reason ?? mutant.fate.line,
        ]
    }

    /// Rows with one line for all initial states of one fate: often they differ in the names of replicas only.
    private func joined(_ rows: [(mutant: MutatedSpec.Mutant, row: [String])]) -> [[String]] {
        var joined: [[String]] = []
        for (mutant, row) in rows {
            let isInitial = mutant.outline.kind == .dropInitialState
            let earlier = joined.firstIndex {
                isInitial && $0[0] == row[0] && $0[1].hasPrefix("drop-initial")
            }
            if let earlier { joined[earlier][1] += ", \(mutant.outline.ordinal)" } else { joined.append(row) }
        }
        return joined
    }

    private func stale(_ result: MutatedSpec) -> [String] {
        result.staleWaivers.map {
            "  \($0.waiver.site): the waiver of \($0.waiver.name) waives nothing: \($0.reason); take it out"
        }
    }
}

extension MutantFate.Kind {
    /// Words of the kind in a sum, as in `3 noticed by vacuity`.
    var words: String {
        switch self {
        case .vacuous: "noticed by vacuity"
        case .refused: "noticed by the spec's own checks"
        default: rawValue
        }
    }
}

extension MutantFate {
    /// Words for the fate: the one who notices or the difference, and the number of steps, in a line.
    var line: String {
        let steps = steps.map { Numerals.count($0, "step") }
        return switch kind {
        case .noticed: "by \(text)" + (steps.map { " in \($0)" } ?? "")
        case .survived: (steps.map { "after \($0): " } ?? "") + text
        default: text
        }
    }
}
