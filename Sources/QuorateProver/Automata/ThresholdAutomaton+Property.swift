public import QuorateQuorums

extension ThresholdAutomaton {
    /// Named statement that is expected of every run.
    public struct Property: Hashable, Sendable {
        /// Name for a reader, as in `unforgeability`.
        public let name: String
        /// Statement, without the automaton's own justice.
        public let statement: RunFormula<Proposition>
        /// True where only just runs count: those that leave no owed rule waiting for ever.
        ///
        /// False in files of other tools, which write justice into the statement.
        public let isOfJustRuns: Bool

        /// The property with a statement on runs.
        public init(_ name: String, _ statement: RunFormula<Proposition>, ofJustRuns isOfJustRuns: Bool) {
            self.name = name
            self.statement = statement
            self.isOfJustRuns = isOfJustRuns
        }

        /// Safety: `statement` is true in every configuration of every run that starts as `given`.
        public static func always(
            _ name: String, _ statement: Proposition, given: Proposition = .all([])
        ) -> Property {
            Property(name, given.implies(.always(.now(statement))), ofJustRuns: false)
        }

        /// Liveness: every just run that starts as `given` comes to a configuration where `statement` is true.
        public static func eventually(
            _ name: String, _ statement: Proposition, given: Proposition = .all([])
        ) -> Property {
            Property(name, given.implies(.eventually(.now(statement))), ofJustRuns: true)
        }

        /// Liveness: in every just run that starts as `given`, `conclusion` is true when or after `premise` is.
        public static func leadsTo(
            _ name: String, _ premise: Proposition, _ conclusion: Proposition, given: Proposition = .all([])
        ) -> Property {
            let reply = RunFormula.now(premise).implies(.eventually(.now(conclusion)))
            return Property(name, given.implies(.always(reply)), ofJustRuns: true)
        }
    }
}

extension ThresholdAutomaton {
    /// Conditions on the parameters in words, as in `n > 3t and t ≥ f`; nil where there are none.
    public var condition: String? {
        assuming.isEmpty ? nil : assuming.map { "\($0)" }.joined(separator: " and ")
    }
}

extension Proposition {
    /// Implication from what is true at the start; no premise leaves the conclusion alone.
    fileprivate func implies(_ conclusion: RunFormula<Proposition>) -> RunFormula<Proposition> {
        self == .all([]) ? conclusion : RunFormula.now(self).implies(conclusion)
    }
}
