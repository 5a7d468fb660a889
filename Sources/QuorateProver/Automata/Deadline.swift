/// Moment by which a question must be made and answered, or none.
struct Deadline: Sendable {
    /// The moment, or nil for no limit.
    let moment: ContinuousClock.Instant?

    /// No limit: the question is written to a file.
    static let never = Deadline(moment: nil)

    /// True once it has passed; asked between two parts of something long.
    var hasPassed: Bool { moment.map { ContinuousClock.now >= $0 } ?? false }

    /// The earlier of the two moments.
    func earlier(of other: ContinuousClock.Instant) -> ContinuousClock.Instant {
        moment.map { min($0, other) } ?? other
    }

    /// - Throws: The reason for no answer, once it has passed.
    func check() throws(WitnessFormula.Obstacle) {
        if hasPassed { throw .init(reason: Z3Solver.noTimeLeft) }
    }
}
