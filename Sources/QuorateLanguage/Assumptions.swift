/// Subject of a verdict: the bound, the fault model and the network that a spec is written for.
///
/// `QuorateFaults` makes one out of its fault models and networks.
public struct Assumptions: Hashable, Sendable, CustomStringConvertible {
    /// Assumptions, in the order in which they are read: `n = 4, f = 1`, `Byzantine`, `signed messages`.
    public let clauses: [String]
    /// Further facts for the reader, a line each: which replicas are faulty, what is left out.
    public let notes: [String]
    /// Content of the clauses about faulty replicas, to be compared with the adversary of the spec; nil where
    /// they are text and nothing else.
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

    /// Use of the word Byzantine, as text or with the power that it stands on.
    package var saysByzantine: Bool {
        faults?.power == .anything || clauses.contains(where: Self.saysByzantine)
    }

    /// Use of the word in a clause: over bytes, since every instance of a catalog is asked when a command begins.
    private static func saysByzantine(_ clause: String) -> Bool {
        let word = "byzantine"
        var rest = clause.lowercased().utf8[...]
        while let start = rest.firstIndex(of: word.utf8.first!) {
            rest = rest[start...]
            if rest.starts(with: word.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// The same with more notes.
    package func adding(_ more: [String]) -> Assumptions {
        var all = Assumptions(clauses, notes: notes + more)
        all.faults = faults
        return all
    }
}

/// Statement of assumptions about faulty replicas.
package struct AssumedFaults: Hashable, Sendable {
    /// Power of a faulty replica: what it may do.
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
    /// Power of the faulty replicas: what they may do.
    package let power: Power
    /// Choice of the faulty replicas, as the report says it; nil where it does not.
    package let placement: String?

    package init(count: Int, power: Power, placement: String?) {
        self.count = count
        self.power = power
        self.placement = placement
    }
}
