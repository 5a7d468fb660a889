import QuorateQuorums

/// A consensus of two values, 0 and 1, in rounds that are all alike: a process ends a round with a value or with a coin, and
/// starts the next one with that value, or with the one that the coin shows.
///
/// What is proved of all rounds follows from facts about one round that starts in any way: see ``RoundsFinding``. So the
/// automaton of the round is made here, from the roles of its locations, and with it the facts; nobody states them by hand.
///
/// Bertrand, Konnov, Lazić and Widder, "Verification of randomized consensus algorithms under round-rigid adversaries"
/// (CONCUR 2019).
public struct ConsensusInRounds: Sendable {
    /// Ground for the statements about all rounds.
    enum Ground {
        /// Whoever decides ends with the value; at a round's start one value at most is such that it can be adopted.
        case supports
        /// Whoever decides ends with the value; when the first coin is thrown one value at most can be adopted.
        case proposals
        /// Processes that have decided go on like everybody; more than (n + t)/2 correct processes with a value keep it.
        case majorities
        /// A broadcast, of which proved claims alone are used, and a value that each round favours.
        case favourites
    }

    /// Name on the command line.
    public let name: String
    /// Sentence for a reader.
    public let sentence: String
    /// Paper and section.
    public let source: String
    /// One round, which starts with the processes in the starting locations in any way; some may have crashed before.
    public let round: ThresholdAutomaton
    /// Broadcast by whose proved claims the steps of the round are made, or nil.
    let broadcast: ThresholdAutomaton?
    let ground: Ground
    /// True where processes lie, of which nothing is then said; those that crash keep to the rules until then.
    let hasLiars: Bool
    /// Conditions on the parameters that a statement needs beside those of the round.
    let needs: [Goal: Proposition]
    /// Suppositions of the automaton of a round, in lines.
    let suppositions: [String]
    /// The same in a few words each.
    let briefSuppositions: [String]
    /// Ways in which the round is not of the shape that the argument needs.
    let mistakes: [String]

    init(
        round: ThresholdAutomaton, broadcast: ThresholdAutomaton? = nil, ground: Ground, hasLiars: Bool,
        needs: [Goal: Proposition] = [:], supposing suppositions: [String] = [],
        inBrief briefSuppositions: [String] = [], mistakes: [String]
    ) {
        (name, sentence, source) = (round.name, round.sentence, round.source)
        self.round = round
        self.broadcast = broadcast
        self.ground = ground
        self.hasLiars = hasLiars
        self.needs = needs
        self.suppositions = suppositions
        self.briefSuppositions = briefSuppositions
        self.mistakes = mistakes
    }

    /// The consensus whose rounds have these parts.
    ///
    /// - Parameters:
    ///   - processes: Number of processes that keep to the rules, until they crash.
    ///   - choice: Ground for termination.
    ///   - needs: Conditions on the parameters that a statement needs beside `assuming`.
    ///   - suppositions: What is supposed of messages, in lines.
    init(
        _ name: String, _ sentence: String, source: String, parameters: [Quantity], assuming: [Proposition],
        processes: Quantity, _ roles: Roles, counting: [Quantity], rules: [ThresholdAutomaton.Rule],
        choice: Choice, needing needs: [Goal: Proposition] = [:], supposing suppositions: [String] = [],
        inBrief briefSuppositions: [String] = []
    ) {
        let crashed = roles.crashes.map { [$0.location] } ?? []
        let all = (roles.starting + crashed).dropFirst().reduce(roles.starting[0], +)
        var initial = [all == processes] + (roles.waiting + roles.ending + counting).map { $0 == 0 }
        // Who crashed in a round before has crashed in this one.
        if let crashes = roles.crashes {
            initial += [crashes.counter == crashes.location, crashes.counter <= crashes.limit]
        }
        let lies = roles.liars.map { $0.silent + $0.heard } ?? []
        if let liars = roles.liars {
            initial += liars.silent.map { $0 == liars.each } + liars.heard.map { $0 == 0 }
        }
        let counters = counting + (roles.crashes.map { [$0.counter] } ?? [])
        let round = ThresholdAutomaton(
            name, sentence, source: source, parameters: parameters.map(ThresholdAutomaton.name),
            assuming: assuming,
            locations: (roles.beforeTheEnd + roles.ending + crashed + lies).map(ThresholdAutomaton.name),
            counters: counters.map(ThresholdAutomaton.name), initial: initial, rules: rules,
            properties: Self.facts(roles, choice))
        self.init(
            round: round, ground: choice.ground, hasLiars: roles.crashes == nil, needs: needs,
            supposing: suppositions, inBrief: briefSuppositions, mistakes: RoundShape(roles, rules).mistakes)
    }

    /// The automaton of a round, with all that the statement needs of the parameters.
    func round(for goal: Goal) -> ThresholdAutomaton {
        guard let need = needs[goal] else { return round }
        return ThresholdAutomaton(
            round.name, round.sentence, source: round.source, parameters: round.parameters,
            assuming: round.assuming + [need], locations: round.locations, counters: round.counters,
            initial: round.initial, rules: round.rules, properties: round.properties)
    }
}
