import QuorateQuorums

extension ConsensusInRounds {
    /// Locations of a round, by what they are for; pairs are for the values 0 and 1.
    struct Roles {
        let starting: [Quantity]
        let waiting: [Quantity]
        /// None where whoever decides goes on like everybody; see ``decisions``.
        var decided: [Quantity] = []
        let adopted: [Quantity]
        let coin: Quantity
        var decisions: Decisions?
        var crashes: Crashes?
        var liars: Liars?

        /// Locations in which a process ends a round, or is on its way.
        var beforeTheEnd: [Quantity] { starting + waiting }
        var ending: [Quantity] { decided + adopted + [coin] }

        /// Locations with which a process has not stuck to `value`.
        func otherEndings(than value: Int) -> [Quantity] {
            (decided.isEmpty ? [] : [decided[1 - value]]) + [adopted[1 - value], coin]
        }
    }

    /// Decisions on the way through a round, each counted once.
    struct Decisions {
        /// Numbers of those that have decided 0 and 1.
        let counters: [Quantity]
        /// Locations from which the step goes with which a process decides, or does not.
        let voting: [Quantity]
        /// Locations of those that have taken it.
        let past: [Quantity]
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
        /// Majorities of correct processes, which a decision needs and which keep their value.
        case majorities(Majorities)

        var ground: Ground {
            switch self {
            case .atTheStart: .supports
            case .beforeCoins: .proposals
            case .majorities: .majorities
            }
        }
    }

    /// Majorities of correct processes in which liars and slow ones cannot change anything.
    struct Majorities {
        /// Number of correct processes.
        let processes: Quantity
        /// Condition that so many correct processes have a value, twice the number given.
        let isEnough: (_ twice: Quantity) -> Proposition
        /// Condition under which a value is kept by nobody, now and later in the round.
        let isOut: (Int) -> Proposition
    }
}
