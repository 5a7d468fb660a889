import QuorateLanguage

extension RankWorker {
    /// Steps of this rank's states, and those of them without a step, or without one that changes anything.
    var figures: (generated: Int, withoutStep: Int, withoutChange: Int) {
        (sink.generated, sink.statesWithoutStep, sink.statesWithoutChange)
    }

    /// Takes up the totals of a search that goes on, which count as those of this rank.
    func takeUp(_ figures: SearchRecord.Figures, counted: Int) {
        sink.generated = figures.generated
        (sink.statesWithoutStep, sink.statesWithoutChange) = (figures.withoutStep, figures.withoutChange)
        for (kind, number) in figures.taken.enumerated() { taken[kind] = number }
        self.counted = counted
    }

    /// Distinct and generated states of all ranks, as far as this one knows.
    var progress: (distinct: Int, generated: Int) {
        (
            latest.all.0 + counted - latest.own.0, latest.all.1 + sink.generated - latest.own.1
        )
    }

    /// The stop that follows from what all ranks have said: the same on each of them.
    static func stop(of reasons: [UInt64], counted: [UInt64], limit: Int) -> SearchControl.Stop {
        if counted.reduce(0, +) > UInt64(limit) { return .states }
        return reasons.lazy.compactMap { SearchControl.Stop(rawValue: Int($0)) }.first { $0 != .none }
            ?? .none
    }
}
