/// Findings of a replay, and what it does not show.
public struct ReplayReport: Sendable {
    /// The code that was run: `shipped`, or the mutant's name.
    public var code: String
    /// Outcome of the run.
    public var outcome: ReplayOutcome
    /// Number of steps that the real replicas have taken.
    public var stepsTaken: Int
    /// Number of steps that the run has.
    public var stepCount: Int
    /// The step that was refused or at which code and spec part, to be read; nil where there is none.
    public var action: String?
    /// For each order of delivery, in how many steps it was tried.
    public var orders: [DeliveryOrder: Int]
    /// For each action what the code did where the spec disables it, in the order of the spec.
    public var refusals: [(action: String, tally: RefusalTally)]
    /// The variables of the spec that were compared with the code.
    public var compared: [String]
    /// The variables of the spec, and the kinds of messages, that nobody compared.
    public var notCompared: [String]
    /// Everything that could be seen.
    public var transcript: Transcript
    /// Figures of the adapter that ran the code; nil for code in this process.
    public var adapter: AdapterFigures?
}

extension ReplayReport {
    /// Another end than the one that the first walk has found.
    mutating func end(in outcome: ReplayOutcome) {
        self.outcome = outcome
        action = nil
        transcript.end(in: outcome)
    }
}
