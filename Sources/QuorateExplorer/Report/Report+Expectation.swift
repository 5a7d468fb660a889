public import QuorateLanguage

extension Report {
    /// The differences from what is expected, one sentence each; empty where the report is as expected.
    ///
    ///     #expect(report.differences(from: .holds(distinct: 288, depth: 10)) == [])
    ///     #expect(report.differences(from: .violates("agreement", steps: 4)) == [])
    ///
    /// What is compared is the verdict, the property that falls, and each figure that is given. Figures of the whole state
    /// space are not those of a search that stopped early, at a violation or a limit: that they could not be compared is a
    /// difference too. Let the search go on after a violation to compare them.
    public func differences(from expected: ExpectedRun) -> [String] {
        let figures = FigureComparison(self, expected)
        let verdict =
            switch expected.verdict {
            case .holds: whatKeepsItFromHolding
            case .violates(let property): whatKeepsItFromFalling(by: property)
            }
        return [verdict].compactMap(\.self) + figures.differences
            + figures.notCompared.map { "\($0): not compared, because \(ending)" }
    }

    private var ending: String {
        limit.map { "\($0) ended the search" } ?? "the search stopped at a violation; let it go on"
    }

    /// Sentence of the report instead of "every property holds", or nil.
    private var whatKeepsItFromHolding: String? {
        switch outcome {
        case .holds: return nil
        case .inconclusive: return "not known to hold, because \(ending)"
        case .violated, .vacuous: break
        }
        let falls = properties.filter { breaks($0.name) || $0.outcome == .vacuous || !$0.premiseHeld }
        let named = falls.map { "\"\($0.name)\" is \(words(for: $0))" }
        let idle = actions.filter { $0.isRequired && $0.taken == 0 }.map { "\($0.name) is never taken" }
        return "every property was to hold: " + (named + idle).joined(separator: ", ")
    }

    private func words(for property: PropertyReport) -> String {
        switch property.outcome {
        case .violated:
            let trace = counterexamples.first { $0.property == property.name }
            return "violated" + (trace.map { " in \(Numerals.count($0.steps.count, "step"))" } ?? "")
        case .notReached: return "not reached"
        default: return property.premiseHeld ? "vacuous" : "vacuous, its premise never holds"
        }
    }

    private func whatKeepsItFromFalling(by property: String) -> String? {
        switch fall(of: property) {
        case .falls: nil
        case .open: "the search ended before \"\(property)\" could be seen to fall"
        case .survives: survival(of: property)
        }
    }

    /// The three things that a report can say of a property that is expected to fall.
    package enum Fall: Sendable {
        /// It is violated or, for a `.reachable`, known not to be reached.
        case falls
        /// The search ended before that could be seen.
        case open
        /// It holds, whatever else falls.
        case survives
    }

    /// Outcome for a property that was expected to fall.
    ///
    /// Whether one falls that a search did not come to is not known, whatever else falls.
    package func fall(of property: String) -> Fall {
        if breaks(property) { return .falls }
        let isOpen = properties.contains { $0.name == property && $0.outcome == .inconclusive }
        return outcome == .inconclusive || limit != nil && isOpen ? .open : .survives
    }

    /// Returns true if the property is violated or, for a `.reachable`, known not to be reached.
    package func breaks(_ property: String) -> Bool {
        properties.contains {
            $0.name == property && ($0.outcome == .violated || $0.outcome == .notReached)
        }
    }

    /// The sentence that says that something else happened than the fall of `property`.
    package func survival(of property: String) -> String {
        let subject = spec.mutant.map { "the mutant \($0)" } ?? spec.name
        let others = properties.filter { breaks($0.name) }.map { "\"\($0.name)\"" }
        if others.isEmpty { return "\(subject) survives: \"\(property)\" was to fall" }
        return "\(subject) falls by \(others.joined(separator: ", ")), and was to fall by \"\(property)\""
    }
}
