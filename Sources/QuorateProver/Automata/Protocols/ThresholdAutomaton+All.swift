extension ThresholdAutomaton {
    /// The automata of the literature, with properties that hold for all parameters that are assumed.
    public static let all = [
        reliableBroadcast, omissionBroadcast, crashBroadcast, brachaBroadcast, binaryBroadcast,
        singleValueAgreement, crashAgreement, benOrRound, nonBlockingCommit, oneStepConsensus,
        folkloreConsensus, tendermintRound,
    ]

    /// An automaton that was broken on purpose, and the property that it loses.
    public struct Mutant: Hashable, Sendable {
        /// Name of what was changed.
        public let name: String
        /// The automaton with the change.
        public let automaton: ThresholdAutomaton
        /// Name of a property that does not hold any more.
        public let breaks: String
    }

    /// Mutants of the automata in ``all``: a condition or a threshold that is one too weak.
    public static let mutants =
        broadcastMutants + brachaMutants + binaryBroadcastMutants + agreementMutants + benOrMutants
        + commitMutants
        + oneStepMutants + tendermintMutants
}

extension ThresholdAutomaton: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension ThresholdAutomaton.Mutant: CustomStringConvertible {
    /// `of three, reliable-broadcast`.
    public var description: String { "\(name), \(automaton)" }
}
