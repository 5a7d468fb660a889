/// Reason why nobody need notice a mutant that `quorate mutate` makes of a spec.
///
///     static var waivedMutants: [MutantWaiver] {
///         [.waive(.neverTake, "crash", because: "what holds with crashes holds without")]
///     }
///
/// It names the mutant by its kind, what it is made of, and which of several places is meant, counted in the order of the
/// text: line numbers move. A waiver of a mutant that is not made, or is noticed after all, is an error.
public struct MutantWaiver: Hashable, Sendable {
    /// Kind of the mutant.
    public let kind: MutantKind
    /// Name of what is changed: an action, a rule as `⌈(n + f + 1)/2⌉`, or a claim.
    public let subject: String
    /// Number of the place among those of the same kind and subject, from 1; nil for all of them.
    public let ordinal: Int?
    /// Reason, a clause.
    public let reason: String
    /// Place of the waiver in the spec's source.
    public let site: SourceSite

    /// Waives the mutants of this kind and subject: the one with a number in the order of the text, or all.
    public static func waive(
        _ kind: MutantKind, _ subject: String = "", number: Int? = nil, because reason: String,
        file: StaticString = #fileID, line: UInt = #line
    ) -> MutantWaiver {
        MutantWaiver(
            kind: kind, subject: subject, ordinal: number, reason: reason, site: SourceSite(file, line))
    }
}

/// Kinds of the mutants that `quorate mutate` makes.
public enum MutantKind: String, CaseIterable, Sendable, Codable {
    /// The guard of a `take` is not asked.
    case dropGuard = "drop-guard"
    /// A `take` is never taken.
    case neverTake = "never-take"
    /// A `take` changes nothing.
    case dropEffect = "drop-effect"
    /// Every quorum of one rule has one member less.
    case smallerQuorum = "smaller-quorum"
    /// Every quorum of one rule has one member more.
    case largerQuorum = "larger-quorum"
    /// No run begins in one of the initial states.
    case dropInitialState = "drop-initial-state"
    /// One replica more is faulty than the spec is made for.
    case moreFaulty = "more-faulty"
    /// A claim is made without one of its hypotheses.
    case dropHypothesis = "drop-hypothesis"
    /// A number in a hypothesis of a claim is one more or less.
    case changeNumber = "change-number"
}
