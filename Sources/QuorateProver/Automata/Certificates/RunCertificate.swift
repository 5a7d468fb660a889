/// A proof that no run of an automaton breaks a property, as a tree of splits with a contradiction at each end.
///
/// The tree says which question is asked next, and never what its answers are: these are made again, by
/// ``RunSchema/cases(of:)`` from the automaton, when the certificate is checked. So all orders in which thresholds may come to be
/// met are there, or the check fails. At an end some facts contradict each other, by a ``Certificate`` in exact arithmetic.
/// Nothing is taken from the questions to the solver: not the number of segments, nor which rules matter.
indirect enum RunCertificate: Hashable, Sendable {
    /// The facts at these positions contradict each other.
    case contradiction(among: [Int], Certificate)
    /// Each case of the split leads to a contradiction.
    case split(RunSchema.Split, [RunCertificate])

    /// Check, without a solver, that no run is as `schema` says.
    func refutes(_ schema: RunSchema) -> Bool {
        switch self {
        case .contradiction(let positions, let certificate):
            let known = schema.facts
            var facts = Facts()
            for position in positions {
                guard known.indices.contains(position), facts.assume(known[position].formula) else {
                    return false
                }
            }
            return certificate.refutes(facts)
        case .split(let split, let branches):
            guard let cases = schema.cases(of: split), cases.count == branches.count else { return false }
            return zip(branches, cases).allSatisfy { $0.refutes($1) }
        }
    }

    /// The number of contradictions at the ends of the tree, each case of each certificate by itself, and of the rows that are
    /// added up in all.
    var size: (leaves: Int, rows: Int) {
        switch self {
        case .contradiction(_, let certificate): certificate.size
        case .split(_, let branches):
            branches.map(\.size).reduce((0, 0)) { ($0.0 + $1.leaves, $0.1 + $1.rows) }
        }
    }
}
