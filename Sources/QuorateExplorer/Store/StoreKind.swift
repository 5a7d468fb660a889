/// Kind of store that remembers the states of a search.
public enum StoreKind: String, CaseIterable, Sendable {
    /// Whole states: two different states are never taken for one.
    case exact
    /// The bits of states that vary: as exact, in a third of the memory and a little more time.
    case compact
    /// 64 bits of hash for each state: smaller for large states, and the report states the probability that a
    /// state was missed.
    case fingerprint

    /// Certainty that two different states are never taken for one.
    var isExact: Bool { self != .fingerprint }

    /// Reason why nobody can go through its states as they are; of the exact store there is none.
    var lack: String {
        self == .fingerprint
            ? "the fingerprint store forgets them" : "the \(rawValue) store keeps them packed"
    }

    /// Reason why a search that brings a store of its own does not go with it.
    var otherThanItsOwn: String {
        self == .fingerprint
            ? "is exact, and the fingerprint store is not"
            : "has a store of its own, which is not the \(rawValue) one"
    }

    /// An empty store of this kind.
    func makeStore(
        wordCount: Int, budget: MemoryBudget, workers: Int, hasher: StateHasher
    ) throws -> any StateStore {
        switch self {
        case .exact:
            try ExactStore(wordCount: wordCount, budget: budget, workers: workers, hasher: hasher)
        case .compact:
            try CompactStore(wordCount: wordCount, budget: budget, workers: workers, hasher: hasher)
        case .fingerprint:
            try FingerprintStore(wordCount: wordCount, budget: budget, workers: workers, hasher: hasher)
        }
    }
}
