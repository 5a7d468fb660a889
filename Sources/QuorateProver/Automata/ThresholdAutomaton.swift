public import QuorateQuorums

/// A protocol of voting rounds for any number of processes: where a process stands, what it waits for, and what
/// it sends.
///
/// A process goes from location to location by rules. A rule waits for a number of messages, which is linear in
/// the parameters, and messages are only counted. It reads like the box in the paper:
///
///     ThresholdAutomaton(
///         "reliable-broadcast", parameters: [n, t, f], assuming: [n > 3 * t, t >= f, f >= 0],
///         processes: n - f, starting: [v0, v1], then: [sent, accepted], counting: [echo.sent],
///         rules: [
///             .step(v1, to: sent, sending: echo),
///             .step(v0, to: sent, when: echo >= t + 1, sending: echo),
///             .step(sent, to: accepted, when: echo >= n - t),
///         ],
///         properties: [.always("unforgeability", accepted == 0, given: v1 == 0)])
///
/// Every name is a ``Quantity``: a parameter stands for its value, a counter for what was sent, a location for
/// the number of processes in it.
///
/// Konnov, Veith and Widder, "On the completeness of bounded model checking for threshold-based distributed
/// algorithms: reachability" (2017).
public struct ThresholdAutomaton: Hashable, Sendable {
    /// Name on the command line: letters, digits and hyphens.
    public let name: String
    /// Sentence for a reader who does not know the protocol.
    public let sentence: String
    /// Paper and section.
    public let source: String
    /// Names of the parameters, natural numbers that a run does not change.
    public let parameters: [String]
    /// Conditions on the parameters, among them the resilience condition.
    public let assuming: [Proposition]
    /// Names of the locations.
    public let locations: [String]
    /// Names of the shared counters, which only grow.
    public let counters: [String]
    /// Conditions on locations and counters at the start, all of them.
    public let initial: [Proposition]
    /// Rules by which a process goes from location to location.
    public let rules: [Rule]
    /// Properties that are expected of the runs.
    public let properties: [Property]

    /// The automaton of these parts, with every condition on the start written out.
    public init(
        _ name: String, _ sentence: String = "", source: String = "", parameters: [String],
        assuming: [Proposition], locations: [String], counters: [String], initial: [Proposition],
        rules: [Rule], properties: [Property]
    ) {
        self.name = name
        self.sentence = sentence
        self.source = source
        self.parameters = parameters
        self.assuming = assuming
        self.locations = locations
        self.counters = counters
        self.initial = initial
        self.rules = rules
        self.properties = properties
    }

    /// The automaton of `processes` processes, each in one of the locations `starting` at first, when nothing has
    /// been sent.
    ///
    /// - Parameters:
    ///   - processes: The number of processes that keep to the rules (until they crash).
    ///   - starting: Locations that a process may start in.
    ///   - then: The other locations.
    ///   - counting: The counters.
    public init(
        _ name: String, _ sentence: String = "", source: String = "", parameters: [Quantity],
        assuming: [Proposition], processes: Quantity, starting: [Quantity], then: [Quantity],
        counting: [Quantity], rules: [Rule], properties: [Property]
    ) {
        let all = starting.dropFirst().reduce(starting.first ?? 0) { $0 + $1 }
        self.init(
            name, sentence, source: source, parameters: parameters.map(Self.name), assuming: assuming,
            locations: (starting + then).map(Self.name), counters: counting.map(Self.name),
            initial: [all == processes] + (then + counting).map { $0 == 0 }, rules: rules,
            properties: properties)
    }

    /// The name that a quantity is; one that is no name is refused when the automaton is resolved.
    static func name(_ quantity: Quantity) -> String {
        if case .parameter(let name) = quantity { name } else { "\(quantity)" }
    }
}
