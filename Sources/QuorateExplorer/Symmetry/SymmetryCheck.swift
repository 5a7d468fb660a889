import QuorateLanguage

/// The question, put to a spec by one thread, whether it is the same under all names that replicas and
/// values may trade.
///
/// Of a stored state every state is looked at that the permutations make of it, and every exchange of neighbours between
/// two of them: the steps (with the states behind them), the properties and the constraint must be those of the one with
/// the names traded. Then the same holds for all permutations, which are made of such exchanges; with initial states that
/// are the same under them, every run has its counterparts, and each state stands for all that its names make of it. Where
/// that is too much only a few renamings of each stored state, or of some, are looked at: evidence, and no proof.
struct SymmetryCheck {
    let probe: SymmetryProbe
    private let spec: ErasedSpec
    private let symmetry: StateSymmetry
    /// States of which the spec was asked.
    private(set) var asked = 0
    /// The error at the least stored state where there is one.
    private(set) var error: (state: [UInt64], error: SpecError)?

    /// Renamings of a stored state that are looked at where not all are, or more in levels of few that stand for many.
    static let sampled = 3

    init(_ spec: ErasedSpec, _ probe: SymmetryProbe, _ symmetry: StateSymmetry) {
        self.spec = spec
        self.probe = probe
        self.symmetry = symmetry
    }

    /// Looks at the counterparts of a stored state, of which the spec has given `answer`.
    ///
    /// - Parameter renamings: how many are looked at; nil for all.
    mutating func look(at state: [UInt64], _ answer: SymmetryProbe.Answer, renamings: Int?) {
        asked += 1
        let faults = SpecFault.countOnThisThread
        var found = renamings.map { lookAtSome(state, answer, $0) } ?? lookAtAll(state, answer)
        if SpecFault.countOnThisThread != faults {
            found = SpecError(
                spec: spec.name,
                message:
                    "interchangeable \(symmetry.kind) are not the same: \(SpecFault.latestText), in a state that"
                    + " differs from a reachable one by their names only")
        }
        guard let found else { return }
        if let known = error, !state.lexicographicallyPrecedes(known.state) { return }
        error = (state, found)
    }

    private mutating func lookAtAll(_ state: [UInt64], _ answer: SymmetryProbe.Answer) -> SpecError? {
        let generators = symmetry.generators
        var known = [state: 0]
        var (states, answers) = ([state], [answer])
        var position = 0
        while position < states.count {
            for exchange in generators {
                let counterpart = probe.state(states[position], after: exchange)
                let number = known[counterpart] ?? states.count
                if number < position { continue }
                if number == states.count {
                    known[counterpart] = number
                    states.append(counterpart)
                    answers.append(probe.answer(counterpart))
                    asked += 1
                }
                let expected = probe.answer(answers[position], after: exchange)
                if expected != answers[number] {
                    return probe.error(
                        in: states[position], exchange, expected: expected, found: answers[number])
                }
            }
            position += 1
        }
        return nil
    }

    private mutating func lookAtSome(
        _ state: [UInt64], _ answer: SymmetryProbe.Answer, _ renamings: Int
    ) -> SpecError? {
        var (state, answer) = (state, answer)
        var random = StateHash.words(state, state.count)
        for _ in 0..<renamings {
            let exchange = anyExchange(&random)
            let counterpart = probe.state(state, after: exchange)
            let found = counterpart == state ? answer : probe.answer(counterpart)
            asked += counterpart == state ? 0 : 1
            let expected = probe.answer(answer, after: exchange)
            if expected != found {
                return probe.error(in: state, exchange, expected: expected, found: found)
            }
            (state, answer) = (counterpart, found)
        }
        return nil
    }

    private func anyExchange(_ random: inout UInt64) -> StateExchange {
        func below(_ count: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(count))
        }
        let group = below(symmetry.sizes.count)
        let count = symmetry.sizes[group]
        let first = below(count)
        return symmetry.exchange(group, first, (first + 1 + below(count - 1)) % count)
    }
}
