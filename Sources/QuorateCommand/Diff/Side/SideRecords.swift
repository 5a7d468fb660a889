/// Findings of `check` on one instance, without what differs from run to run.
struct RunRecord: Codable, Equatable {
    struct Property: Codable, Equatable {
        var name: String
        var outcome: String
        /// Length of the shortest counterexample, where there is one.
        var steps: Int?
    }

    /// Outcome in a word; nil where the spec could not be searched.
    var outcome: String?
    /// Reason why it could not be.
    var error: String?
    var properties: [Property] = []
    var distinctStates = 0
    var generatedStates = 0
    var depth = 0
    /// Limit that ended the search before it had seen all that it was to see.
    var limit: String?
    /// Answer to whether a variant behaves as the spec does, where that was looked at.
    var behaviour: String?
    /// Truth of "a mutant fell by the property it names"; nil for a run of no mutant, or one that was cut short.
    var isCaught: Bool?
}

/// Answer of `prove` to one claim or theorem.
struct ClaimRecord: Codable, Equatable {
    var name: String
    var verdict: String
    /// Presence of a certificate that was re-checked.
    var isCertified: Bool
    /// Numbers of the smallest counterexample.
    var numbers: String?
    var sentence: String
    /// Hypotheses about numbers alone, as in `n > 3 * f`: the bound for which the claim is made.
    var bound: [String]
    /// Every hypothesis.
    var given: [String]
    /// Conclusions.
    var then: [String]

    /// The verdict in words, with what comes with it.
    var words: String {
        let numbers = numbers.map { " with \($0)" } ?? ""
        return verdict + numbers + (verdict == "proved" && !isCertified ? " without a certificate" : "")
    }
}

/// Figures of `conform` for one instance.
struct ConformanceRecord: Codable, Equatable {
    var label: String
    var verdict: String
    var specStates: Int
    var pairs: Int
    var steps: Int
    var notCompared: [String]

    /// Verdict and figures in words.
    var words: String { "\(verdict): \(pairs) pairs, \(steps) steps" }
}
