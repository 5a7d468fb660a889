/// Moment of a run: the number of processes in each location, and the counters.
public struct Configuration: Hashable, Sendable {
    /// Numbers of processes, by location.
    public var processes: [Int]
    /// Values of the counters.
    public var counters: [Int]

    /// The configuration with these numbers.
    public init(processes: [Int], counters: [Int]) {
        self.processes = processes
        self.counters = counters
    }
}

/// A run of a threshold automaton: where it starts, and which rules are taken how often.
public struct AutomatonRun: Hashable, Sendable {
    /// A rule that is taken a number of times in a row, each time by another process.
    public struct Step: Hashable, Sendable {
        /// Position of the rule among the automaton's.
        public let rule: Int
        /// Number of times, 1 or more.
        public let times: Int

        /// The step that `rule` is taken `times` times.
        public init(rule: Int, times: Int = 1) {
            self.rule = rule
            self.times = times
        }
    }

    /// Values of the parameters.
    public let parameters: [Int]
    /// Configuration at the start.
    public let start: Configuration
    /// Steps in order; the last configuration lasts for ever.
    public let steps: [Step]

    /// The run with these parts.
    public init(parameters: [Int], start: Configuration, steps: [Step]) {
        self.parameters = parameters
        self.start = start
        self.steps = steps
    }
}
