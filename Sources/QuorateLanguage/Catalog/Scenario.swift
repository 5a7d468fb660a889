/// Something that users of replicated systems ask for, with what answers it: runs of specs, claims, theorems, costs and
/// probabilities.
///
///     Scenario(3, "So many equal copies make a page worth trusting.", [
///         .spec("TrustedRead"), .spec("TrustedRead", mutant: "f-copies"), .claim("matching-reads"),
///     ])
///
/// An answer is named and not stored: `list --scenarios` looks it up in the catalog and makes it anew, against what the
/// catalog expects of it.
public struct Scenario: Sendable {
    /// Answer to a scenario, by its name in the catalog.
    public enum Answer: Hashable, Sendable {
        /// A search of an instance.
        case spec(Instance)
        /// A claim for all numbers of replicas, or a theorem on what no protocol can do, by its name for `prove`.
        case claim(String)
        /// The figures of one quantity that the protocol of that name costs.
        case cost(String, CostFigure.Quantity)
        /// A ratio of figures that a text states, by its subject.
        case ratio(String)
        /// A probability beside the figure that is expected of it.
        case probability(StatedProbability)

        /// A search of the spec called `name`, with a mutant, a variant or some parameters set.
        public static func spec(
            _ name: String, mutant: String? = nil, variant: String? = nil, _ settings: [String: Int] = [:]
        ) -> Answer { .spec(Instance(spec: name, mutant: mutant, variant: variant, values: settings)) }
    }

    /// Number of the scenario in the list, from 1.
    public let number: Int
    /// Wish of the user, in one sentence.
    public let asks: String
    /// The answers; a scenario without any is missing.
    public let answers: [Answer]

    /// The scenario of that number.
    public init(_ number: Int, _ asks: String, _ answers: [Answer]) {
        self.number = number
        self.asks = asks
        self.answers = answers
    }
}

/// Event whose probability is computed exactly, with the figure that is expected of it.
public struct StatedProbability: Hashable, Sendable {
    /// Events that the command knows how to compute.
    public enum Event: Hashable, Sendable {
        /// A leader that is up hears a majority of `replicas`, itself among them, each link failing with `failure`.
        case leaderHearsMajority(replicas: Int, failure: String)
        /// The smallest odd number of replicas with which that has the probability `target`.
        case smallestOddGroup(target: String, failure: String)
        /// More than `faults` of `replicas`, each of one gigabyte, hold a flipped bit after so many hours, with one
        /// flip per gigabyte and year.
        case flippedBits(faults: Int, replicas: Int, hours: String)
    }

    /// The event.
    public let event: Event
    /// The expected figure: a decimal, to whose last place the computed one is rounded.
    public let stated: String

    /// `event`, of which `stated` is expected, as in `0.9963`.
    public init(_ event: Event, stated: String) {
        self.event = event
        self.stated = stated
    }
}
