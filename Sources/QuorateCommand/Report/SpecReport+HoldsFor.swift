import QuorateExplorer
import QuorateLanguage

extension SpecReport {
    /// Assumptions under which the spec as it is holds, those of each run whole, no two the same.
    ///
    /// Where a run with the same assumptions does not hold, the parameters are said too in which it differs from any that
    /// does; so no text is true of a run that does not hold, and no two of the same run.
    var holdsFor: [String] {
        runs.filter { $0.verdict == "holds" }.compactMap { extent(of: $0) }.reduce(into: []) { known, text in
            if !known.contains(text) { known.append(text) }
        }
    }

    /// Assumptions of a run that holds, or nil where nothing tells it from one that does not.
    private func extent(of run: RunRow) -> String? {
        if differences(of: run).contains(where: \.isEmpty) { return nil }
        let alike = runs.filter { $0.verdict == "holds" && $0.assumptions == run.assumptions }
        let telling = Set(alike.flatMap(differences).joined())
        // A spec that states no assumptions is told by its parameters alone.
        let settings = run.settings.filter { telling.contains($0.name) || run.assumptions.isEmpty }
        let words = run.assumptions + settings.map { "\($0.name)=\($0.value)" }
        return words.isEmpty ? "its only parameters" : words.joined(separator: ", ")
    }

    /// For each run with the same assumptions that does not hold, the parameters in which it is not the same.
    private func differences(of run: RunRow) -> [Set<String>] {
        runs.filter { $0.verdict != "holds" && $0.assumptions == run.assumptions }.map { other in
            Set(run.settings.filter { !other.settings.contains($0) }.map(\.name))
        }
    }

    /// The first of ``holdsFor``, and how many more there are.
    var extent: String {
        let all = holdsFor
        if all.isEmpty { return "no run of it holds" }
        let more = all.count > 4 ? ["and \(Numerals.count(all.count - 4)) more"] : []
        return (all.prefix(4) + more).joined(separator: "; ")
    }
}
