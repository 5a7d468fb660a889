/// What a verdict is about: the bound, the fault model and the network that a spec is written for.
///
/// `QuorateFaults` makes one out of its fault models and networks.
public struct Assumptions: Hashable, Sendable, CustomStringConvertible {
    /// What is assumed, in the order in which it is read: `n = 4, f = 1`, `Byzantine`, `signed messages`.
    public let clauses: [String]
    /// What a reader must know besides, a line each: which replicas are faulty, what is left out.
    public let notes: [String]
    /// What the clauses say of faulty replicas, to be compared with the adversary of the spec; nil where they are text
    /// and nothing else.
    package var faults: AssumedFaults?

    /// The assumptions that `clauses` state one by one, and what `notes` add.
    ///
    /// Nobody compares them with the spec. Faults are better stated with the initialiser of `QuorateFaults`, which is
    /// compared with the spec's adversary.
    public init(_ clauses: [String], notes: [String] = []) {
        self.clauses = clauses
        self.notes = notes
    }

    /// The clauses in one line.
    public var description: String { clauses.joined(separator: ", ") }

    /// Whether the word is used, as text or with what it stands on.
    package var saysByzantine: Bool {
        faults?.power == .anything || clauses.contains { $0.lowercased().contains("byzantine") }
    }

    /// The same with more notes.
    package func adding(_ more: [String]) -> Assumptions {
        var all = Assumptions(clauses, notes: notes + more)
        all.faults = faults
        return all
    }
}

/// What assumptions say of faulty replicas.
package struct AssumedFaults: Hashable, Sendable {
    /// What a faulty replica may do.
    package enum Power: Hashable, Sendable {
        /// Nothing wrong: there is none.
        case none
        /// Stop, forget or lose something, without lying.
        case benign
        /// Some of what a Byzantine one may do.
        case bounded
        /// Anything: the fault model is called Byzantine.
        case anything
    }

    /// f.
    package let count: Int
    /// What they may do.
    package let power: Power
    /// Who they are, as the report says it; nil where it does not.
    package let placement: String?

    package init(count: Int, power: Power, placement: String?) {
        self.count = count
        self.power = power
        self.placement = placement
    }
}
