/// A run without end as the spec itself sees it, apart from any engine: some states, and a loop around which it goes for
/// ever.
package struct Lasso {
    private let spec: ErasedSpec
    private let stem: [[UInt64]]
    private let loop: [[UInt64]]
    /// Takes around the loop, each the one among those between two states that discharges most that is still owed.
    package private(set) var takes: [ErasedSpec.Take] = []
    /// For each step around, what each take between its two states discharges.
    private var between: [[ErasedSpec.Obligations.Step]] = []
    private let owed: [UInt64]

    /// The run through the states of `stem` and then around those of `loop`, which begins where the stem ends, and ends
    /// where it begins; of one state where the run stays there. Nil where it does not, or has a step that the spec has
    /// not.
    init?(stem: [[UInt64]], loop: [[UInt64]], of spec: ErasedSpec) {
        guard let first = loop.first, stem.last == first, loop.last == first else { return nil }
        (self.spec, self.stem, self.loop) = (spec, stem, loop)
        let states = loop.map(spec.obligations)
        owed = (loop.count > 1 ? Array(states.dropLast()) : states).map(\.owed)
        var done: UInt64 = 0
        for (state, next) in zip(states, loop.dropFirst()) {
            let between = state.steps.filter { $0.take.successor == next }
            guard let first = between.first else { return nil }
            // The first of the best, so that the choice is the text's and not ours.
            let best = between.dropFirst().reduce(first) {
                let (gain, most) = ($1.discharged & ~done, $0.discharged & ~done)
                return gain.nonzeroBitCount > most.nonzeroBitCount ? $1 : $0
            }
            // A run may go around by one take and then by another, so each step discharges what any of them does.
            done |= between.reduce(0) { $0 | $1.discharged }
            takes.append(best.take)
            self.between.append(between)
        }
    }

    /// Reason why the run is none against the property at a position of the spec, or nil.
    package func problem(breaking property: Int) -> String? {
        if !breaks(property) { return "does not break it" }
        return neglected.map { "neglects \($0)" }
    }

    private func breaks(_ property: Int) -> Bool {
        let judged = (stem + loop.dropFirst()).map { spec.judge(property, $0) }
        let around = judged.suffix(loop.count)
        switch spec.properties[property].kind {
        case .eventually: return judged[0].isPremise && judged.allSatisfy(\.isAvoiding)
        case .leadsTo:
            guard around.allSatisfy(\.isAvoiding) else { return false }
            return judged.reversed().prefix(while: \.isAvoiding).contains(where: \.isPremise)
        case .infinitelyOften: return around.allSatisfy(\.isAvoiding)
        case .eventuallyAlways: return around.contains(where: \.isAvoiding)
        case .always, .reachable, .deadlockFreedom: return false
        }
    }

    /// Obligation that the loop does not meet, or nil.
    private var neglected: ErasedSpec.FairnessOutline? {
        let fairness = spec.fairness
        let number = fairness.indices.first { number in
            let bit: UInt64 = 1 << UInt64(number)
            if between.joined().contains(where: { $0.discharged & bit != 0 }) { return false }
            return fairness[number].isStrong
                ? owed.contains { $0 & bit != 0 } : owed.allSatisfy { $0 & bit != 0 }
        }
        return number.map { fairness[$0] }
    }

    /// Line for each obligation: the step that discharges it, or why nothing is owed.
    package var notes: [String] {
        let fairness = spec.fairness
        return fairness.indices.map { number in
            let bit: UInt64 = 1 << UInt64(number)
            if let step = between.firstIndex(where: { $0.contains { $0.discharged & bit != 0 } }) {
                let all = between[step].filter { $0.discharged & bit != 0 }.map(\.take)
                let isShown = all.contains { $0.action == takes[step].action }
                return "\(fairness[number]): discharged by step \(stem.count + step)"
                    + (isShown ? "" : ", taken as \(all[0].action) at times")
            }
            if owed.allSatisfy({ $0 & bit == 0 }) { return "\(fairness[number]): never owed in the loop" }
            let state = owed.firstIndex { $0 & bit == 0 } ?? 0
            return "\(fairness[number]): not owed in state \(stem.count - 1 + state)"
        }
    }
}

extension ErasedSpec {
    /// The run through the states of `stem` and around those of `loop`, or nil where this is no loop of the spec; that
    /// the stem is a run is for ``walk(_:)`` to say.
    package func lasso(stem: [[UInt64]], loop: [[UInt64]]) -> Lasso? {
        Lasso(stem: stem, loop: loop, of: self)
    }
}
