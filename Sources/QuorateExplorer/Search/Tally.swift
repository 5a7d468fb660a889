/// Findings on one property in the states that one worker, or one level, has seen.
struct Tally {
    /// Distinct states that violate it.
    var violations = 0
    /// The least of them by its words, with its number in the store.
    var least: (words: [UInt64], index: Int)?
    var premiseHeld = false
    var reached = false
    /// The words of a state that meets a `.reachable`.
    var witness: [UInt64]?

    /// Notes a violating state.
    mutating func note(_ words: UnsafeBufferPointer<UInt64>, index: Int) {
        violations += 1
        if let known = least, !words.lexicographicallyPrecedes(known.words) { return }
        least = (Array(words), index)
    }

    /// Notes a state that meets a `.reachable`.
    mutating func noteWitness(_ words: [UInt64]) { (reached, witness) = (true, words) }

    mutating func merge(_ other: Tally) {
        violations += other.violations
        premiseHeld = premiseHeld || other.premiseHeld
        reached = reached || other.reached
        witness = witness ?? other.witness
        guard let candidate = other.least else { return }
        if let known = least, !candidate.words.lexicographicallyPrecedes(known.words) { return }
        least = candidate
    }
}
