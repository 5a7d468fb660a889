/// Kind of store that remembers the states of a search.
public enum StoreKind: String, CaseIterable, Sendable {
    /// Whole states: two different states are never taken for one.
    case exact
    /// 64 bits of hash for each state: smaller for large states, and the report states the probability that a
    /// state was missed.
    case fingerprint

    /// An empty store of this kind.
    func makeStore(
        wordCount: Int, budget: MemoryBudget, workers: Int, hasher: StateHasher
    ) throws -> any StateStore {
        switch self {
        case .exact:
            try ExactStore(wordCount: wordCount, budget: budget, workers: workers, hasher: hasher)
        case .fingerprint:
            try FingerprintStore(wordCount: wordCount, budget: budget, workers: workers, hasher: hasher)
        }
    }
}
