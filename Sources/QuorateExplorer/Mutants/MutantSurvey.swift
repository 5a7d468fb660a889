package import QuorateLanguage

/// The mutants that Quorate makes of one instance, found by running it once as it is.
package struct MutantSurvey: Sendable {
    /// One mutant, and the change that makes it.
    package struct Mutant: Sendable {
        package let outline: MutantOutline
        package let change: SpecChange
        /// Known from the run of the original alone: on this instance the change changes nothing.
        let isIdle: Bool
    }

    /// Report on the instance as it is.
    package let report: Report
    /// The mutants, in the order of kinds and of the text.
    package let mutants: [Mutant]
    /// Number of the initial states, of which ``initialStateLimit`` are dropped at most.
    package let initialStates: Int

    /// Initial states that are dropped in turn; often they differ in the names of replicas only.
    package static let initialStateLimit = 8

    init(_ report: Report, of spec: ErasedSpec, rules: [HeardRule]) {
        self.report = report
        initialStates = report.statesPerLevel.first ?? 0
        mutants =
            Self.takes(report.lines ?? []) + Self.rules(rules) + Self.initialStates(initialStates)
            + Self.adversary(spec)
    }

    private static func takes(_ lines: [LineCoverage]) -> [Mutant] {
        var places: [String: Int] = [:]
        let numbered = lines.map { line -> (line: LineCoverage, number: Int) in
            places[line.action, default: 0] += 1
            return (line, places[line.action]!)
        }
        let kinds: [(MutantKind, SpecChange.Take, (LineCoverage) -> Bool)] = [
            (.dropGuard, .withoutGuard, { $0.taken == $0.offered }), (.neverTake, .never, { $0.taken == 0 }),
            (.dropEffect, .withoutEffect, { $0.changing == 0 }),
        ]
        return kinds.flatMap { kind, change, isIdle in
            numbered.map { line, number in
                Mutant(
                    outline: MutantOutline(kind, line.action, ordinal: number, site: line.site),
                    change: .take(TakePlace(site: line.site, action: line.action), change),
                    isIdle: isIdle(line))
            }
        }
    }

    private static func rules(_ rules: [HeardRule]) -> [Mutant] {
        [(MutantKind.smallerQuorum, -1), (.largerQuorum, 1)].flatMap { kind, difference in
            rules.map { rule in
                Mutant(
                    outline: MutantOutline(kind, rule.name, ordinal: 1),
                    change: rule.enlarged(by: difference), isIdle: false)
            }
        }
    }

    private static func initialStates(_ count: Int) -> [Mutant] {
        (0..<(count > 1 ? min(count, initialStateLimit) : 0)).map { position in
            Mutant(
                outline: MutantOutline(.dropInitialState, ordinal: position + 1),
                change: .initialState(position), isIdle: false)
        }
    }

    private static func adversary(_ spec: ErasedSpec) -> [Mutant] {
        guard spec.adversary != nil else { return [] }
        return [
            Mutant(
                outline: MutantOutline(.moreFaulty, ordinal: 1), change: .faultyReplica, isIdle: false)
        ]
    }
}
