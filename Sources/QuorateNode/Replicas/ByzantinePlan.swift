/// Behaviour of a replica of PBFT that is Byzantine.
public enum ByzantineTactic: String, CaseIterable, Sendable {
    /// Different requests at one place for different replicas, and votes for all of them.
    case equivocate
    /// The same, with votes in the names of others whose signatures are not theirs.
    case impersonate
    /// Certificates for what nobody has prepared in its VIEW-CHANGEs.
    case forge
    /// One request at two places.
    case `repeat`
    /// A request that no client has made.
    case invent
    /// Nothing at all.
    case silent
    /// Another one of these in each run.
    case any
}

/// Byzantine replica of a run: a function of the seed and the run.
struct ByzantinePlan {
    let node: Int
    let tactic: ByzantineTactic

    init(_ tactic: ByzantineTactic, seed: UInt64, run: Int, replicas: Int) {
        var random = SeededNumbers(seed, 5, run)
        let others = ByzantineTactic.allCases.filter { $0 != .any }
        let picked = others[Int.random(in: 0..<others.count, using: &random)]
        self.tactic = tactic == .any ? picked : tactic
        // The primary of the first view can do most.
        let isPrimary = self.tactic == .silent || Int.random(in: 0..<3, using: &random) > 0
        node = isPrimary ? 0 : Int.random(in: 0..<replicas, using: &random)
    }
}
