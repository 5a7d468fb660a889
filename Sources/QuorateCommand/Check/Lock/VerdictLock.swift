import QuorateTraces

/// Findings as a file keeps them: what every run, claim and conformance check of a catalog came to.
///
/// No times, no bytes and no workers are among them: whoever looks again finds the same.
struct VerdictLock: Equatable {
    /// Name of a finding.
    struct Key: Hashable {
        /// The spec that it is about; empty for claims and theorems that stand on their own.
        let spec: String
        let kind: Kind
        let label: String
    }

    /// Kind of what was found something about, by the name of its section in the file.
    enum Kind: String, CaseIterable {
        case run = "runs"
        case claim = "claims"
        case conformance
    }

    /// The findings: for each an object of facts, and of objects of facts.
    var findings: [Key: JSONValue] = [:]

    /// The lock in which the findings about `specs`, or all, are those of `other`.
    func replacing(_ specs: Set<String>?, by other: [Key: JSONValue]) -> VerdictLock {
        let rest = findings.filter { !$0.key.isOf(specs) }
        return VerdictLock(findings: rest.merging(other) { _, new in new })
    }
}

extension VerdictLock.Key: Comparable {
    static func < (left: VerdictLock.Key, right: VerdictLock.Key) -> Bool {
        (left.spec, left.kind.position, left.label) < (right.spec, right.kind.position, right.label)
    }

    /// Returns true if it is about one of `specs`; every one is where there are none.
    func isOf(_ specs: Set<String>?) -> Bool { specs?.contains(spec) ?? true }

    /// Kind and label, as in `run TwoPhaseCommit managers=3`.
    var words: String { "\(kind.word) \(label)" }
}

extension VerdictLock.Kind {
    fileprivate var position: Int { Self.allCases.firstIndex(of: self)! }

    /// The kind of one finding.
    var word: String { self == .conformance ? "conformance" : String(rawValue.dropLast()) }
}
