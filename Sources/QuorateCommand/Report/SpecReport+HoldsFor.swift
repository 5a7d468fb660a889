import QuorateExplorer
import QuorateLanguage

extension SpecReport {
    /// Assumptions under which the spec as it is holds, those of each run whole, no two the same.
    ///
    /// Where a run with the same assumptions does not hold, the parameters in which the two differ are said too; so no text
    /// is true of a run that does not hold.
    var holdsFor: [String] {
        runs.filter { $0.verdict == "holds" }.compactMap { extent(of: $0) }.reduce(into: []) { known, text in
            if !known.contains(text) { known.append(text) }
        }
    }

    /// Assumptions of a run that holds, or nil where nothing tells it from one that does not.
    private func extent(of run: RunRow) -> String? {
        let others = runs.filter { $0.verdict != "holds" && $0.assumptions == run.assumptions }
        let differences = others.map { other in
            Set(run.settings.filter { !other.settings.contains($0) }.map(\.name))
        }
        if differences.contains(where: \.isEmpty) { return nil }
        let telling = Set(differences.joined())
        // A spec that states no assumptions is told by its parameters alone.
        let settings = run.settings.filter { telling.contains($0.name) || run.assumptions.isEmpty }
        let words = run.assumptions + settings.map { "\($0.name)=\($0.value)" }
        return words.isEmpty ? "its only parameters" : words.joined(separator: ", ")
    }

    /// The first of ``holdsFor``, and how many more there are.
    var extent: String {
        let all = holdsFor
        if all.isEmpty { return "no run of it holds" }
        let more = all.count > 4 ? ["and \(Numerals.count(all.count - 4)) more"] : []
        return (all.prefix(4) + more).joined(separator: "; ")
    }
}
