/// Limits of a harvest.
public struct HarvestLimits: Sendable {
    /// Time after which nothing further is asked.
    public var deadline: ContinuousClock.Instant
    /// Presence of a wish to stop, which is asked about again and again.
    public var isStopped: @Sendable () -> Bool = { false }
    /// Limit on each question, in the solver's own measure: the same answers on a slow machine.
    public var steps: UInt32 = 1_000_000
    /// Number that the guesses of the solver depend on.
    public var seed: UInt32 = 0
    /// The most states that are looked at.
    public var states = 6000

    public init(deadline: ContinuousClock.Instant) { self.deadline = deadline }

    /// Reason for which a harvest ends before it has come to anything.
    enum Ending: Error { case interrupted, outOfTime }

    /// Reason to end now, or nil.
    var ending: Ending? {
        isStopped() ? .interrupted : ContinuousClock.now >= deadline ? .outOfTime : nil
    }

    /// - Throws: ``Ending``.
    func check() throws { if let ending { throw ending } }
}

extension HarvestLimits.Ending {
    /// The reason in a few words.
    var words: String { self == .interrupted ? "interrupted" : Z3Solver.noTimeLeft }
}
