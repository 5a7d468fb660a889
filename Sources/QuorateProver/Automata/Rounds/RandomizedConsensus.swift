import QuorateQuorums

/// A randomised consensus of two values, 0 and 1, in rounds that are all alike: a process ends a round with a value or with a
/// coin, and starts the next one with that value, or with the one that the coin shows.
///
/// What is proved of all rounds follows from facts about one round that starts in any way: see ``RoundsFinding``. So the
/// automaton of the round is made here, from the roles of its locations, and with it the facts; nobody states them by hand.
///
/// Bertrand, Konnov, Lazić and Widder, "Verification of randomized consensus algorithms under round-rigid adversaries"
/// (CONCUR 2019).
public struct RandomizedConsensus: Sendable {
    /// Locations of a round, by what they are for; pairs are for the values 0 and 1.
    struct Roles {
        let starting: [Quantity]
        let waiting: [Quantity]
        let decided: [Quantity]
        let adopted: [Quantity]
        let coin: Quantity
        var crashes: Crashes?
        var liars: Liars?

        /// Locations in which a process ends a round, or is on its way.
        var beforeTheEnd: [Quantity] { starting + waiting }
        var ending: [Quantity] { decided + adopted + [coin] }

        /// Locations with which a process has not stuck to `value`.
        func otherEndings(than value: Int) -> [Quantity] { [decided[1 - value], adopted[1 - value], coin] }
    }

    /// Crashes, of which there are at most `limit` in all rounds together.
    struct Crashes {
        let location: Quantity
        let counter: Quantity
        let limit: Quantity
    }

    /// Messages that liars get to all in each step of a round, at most `each` in a step, one by one.
    ///
    /// Where a liar says something else to everybody there is no need of them: see ``ThresholdAutomaton/Messages``.
    struct Liars {
        /// Locations of the messages that are not said yet, by the step.
        let silent: [Quantity]
        /// Locations of those that are.
        let heard: [Quantity]
        let each: Quantity
    }

    /// Ground for there being a value that all coins of a round may show so that the next one starts with it alone.
    enum Choice {
        /// A condition on the start of a round without which nobody adopts or decides the value in it.
        case atTheStart((Int) -> Proposition)
        /// Counters of proposals for the values 0 and 1, without which nobody adopts or decides the value.
        ///
        /// Who is proposed is fixed when the first coin is thrown: behind that moment no other value comes up. It need not be
        /// fixed at the start, since whoever schedules the steps sees no coin of the round before.
        case beforeCoins(proposals: [Quantity])
    }

    /// Name on the command line.
    public let name: String
    /// Sentence for a reader.
    public let sentence: String
    /// Paper and section.
    public let source: String
    /// One round, which starts with the processes in the starting locations in any way; some may have crashed before.
    public let round: ThresholdAutomaton
    /// True where processes lie, of which nothing is then said; those that crash keep to the rules until then.
    let hasLiars: Bool
    /// True where the value that the coins have to show is fixed before the first of them, and not by the start.
    let isFixedByCoins: Bool
    /// Suppositions of the automaton of a round, in lines.
    let suppositions: [String]
    /// The same in a few words each.
    let briefSuppositions: [String]
    /// Ways in which the round is not of the shape that the argument needs.
    let mistakes: [String]

    /// The consensus whose rounds have these parts.
    ///
    /// - Parameters:
    ///   - processes: Number of processes that keep to the rules, until they crash.
    ///   - choice: Ground for termination.
    ///   - suppositions: What is supposed of messages, in lines.
    init(
        _ name: String, _ sentence: String, source: String, parameters: [Quantity], assuming: [Proposition],
        processes: Quantity, _ roles: Roles, counting: [Quantity], rules: [ThresholdAutomaton.Rule],
        choice: Choice, supposing suppositions: [String] = [], inBrief briefSuppositions: [String] = []
    ) {
        self.name = name
        self.sentence = sentence
        self.source = source
        self.suppositions = suppositions
        self.briefSuppositions = briefSuppositions
        hasLiars = roles.crashes == nil
        isFixedByCoins = if case .beforeCoins = choice { true } else { false }
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
        round = ThresholdAutomaton(
            name, sentence, source: source, parameters: parameters.map(ThresholdAutomaton.name),
            assuming: assuming,
            locations: (roles.beforeTheEnd + roles.ending + crashed + lies).map(ThresholdAutomaton.name),
            counters: counters.map(ThresholdAutomaton.name), initial: initial, rules: rules,
            properties: Self.facts(roles, choice))
        mistakes = RoundShape(roles, rules).mistakes
    }
}
