import QuorateLanguage

/// Look of one thread at what a spec says of single states, for the question whether it says the same under other names.
final class SymmetryProbe {
    private let spec: ErasedSpec
    private let kernel: SpecKernel
    /// The positions in the spec of the properties that are checked.
    private let checked: [Int]
    /// False for states whose steps are not looked at: then the answers have none.
    private let takesSteps: Bool
    private let walker: SpecWalker
    private var offered: [Int]

    /// All that a spec says of a state: equal answers are equal in every respect that a search looks at.
    struct Answer: Equatable {
        var isOutside = false
        /// Enabled steps by action, those that change nothing included.
        var taken: [Int] = []
        /// True where some step is enabled and none changes anything.
        var changesNothing = false
        /// For each step that changes something its action and the words behind it, in order; none where they are not asked.
        var steps: [UInt64] = []
        /// For each property the answer of the state and of its premise.
        var shows: [Bool] = []

        var enabled: Int { taken.reduce(0, +) }
    }

    init(_ spec: ErasedSpec, kernel: SpecKernel, checked: [Int], takesSteps: Bool = true) {
        self.spec = spec
        self.kernel = kernel
        self.checked = checked
        self.takesSteps = takesSteps
        walker = spec.walkKernel().makeWalker()
        offered = Array(repeating: 0, count: kernel.actionCount)
    }

    /// Words of a step: its action, and the state behind it.
    var stepSize: Int { kernel.wordCount + 1 }

    /// - Parameter listsSteps: false where the steps are to be counted only.
    func answer(_ state: [UInt64], listsSteps: Bool = true) -> Answer {
        state.withUnsafeBufferPointer { answer($0.baseAddress!, listsSteps: listsSteps) }
    }

    private func answer(_ state: UnsafePointer<UInt64>, listsSteps: Bool) -> Answer {
        EvaluatedSpec.look(at: state, count: 1)
        var answer = Answer()
        if !takesSteps {
            answer.isOutside = (kernel.countOutside?(state, 1) ?? 0) > 0
            answer.shows = shows(state, hasStep: true)
            return answer
        }
        answer.isOutside = !walker.expand(state)
        answer.taken = offered.indices.map { walker.steps.offered[$0] - offered[$0] }
        for action in offered.indices { offered[action] = walker.steps.offered[action] }
        answer.changesNothing = answer.enabled > 0 && walker.steps.count == 0
        if listsSteps { answer.steps = steps() }
        answer.shows = shows(state, hasStep: answer.enabled > 0)
        return answer
    }

    /// The steps that the walker has taken.
    private func steps() -> [UInt64] {
        var steps: [UInt64] = []
        steps.reserveCapacity(walker.steps.count * stepSize)
        for k in 0..<walker.steps.count {
            let (label, words) = walker.steps[k]
            steps.append(UInt64(label.action))
            for word in 0..<kernel.wordCount { steps.append(words[word]) }
        }
        return inOrder(steps)
    }

    private func shows(_ state: UnsafePointer<UInt64>, hasStep: Bool) -> [Bool] {
        checked.indices.flatMap { position -> [Bool] in
            if spec.properties[checked[position]].kind == .deadlockFreedom {
                if hasStep { return [false] }
                let words = Array(UnsafeBufferPointer(start: state, count: kernel.wordCount))
                return [spec.shows(checked[position], in: words)]
            }
            let scan = kernel.scans[position](state, 1)
            return [scan.firstHit == 0, scan.premiseHeld]
        }
    }

    /// The steps by action and words.
    private func inOrder(_ steps: [UInt64]) -> [UInt64] {
        let size = stepSize
        let starts = stride(from: 0, to: steps.count, by: size).sorted { first, second in
            for k in 0..<size where steps[first + k] != steps[second + k] {
                return steps[first + k] < steps[second + k]
            }
            return false
        }
        return starts.flatMap { steps[$0..<$0 + size] }
    }

    /// The answer that a symmetric spec gives after an exchange.
    func answer(_ answer: Answer, after exchange: StateExchange) -> Answer {
        var moved = answer
        let size = stepSize
        answer.steps.withUnsafeBufferPointer { from in
            moved.steps.withUnsafeMutableBufferPointer { to in
                for start in stride(from: 0, to: from.count, by: size) {
                    exchange.apply(from.baseAddress! + start + 1, to.baseAddress! + start + 1)
                }
            }
        }
        moved.steps = inOrder(moved.steps)
        return moved
    }

    /// The words of a state after an exchange.
    func state(_ state: [UInt64], after exchange: StateExchange) -> [UInt64] {
        var moved = state
        moved.withUnsafeMutableBufferPointer { to in
            state.withUnsafeBufferPointer { exchange.apply($0.baseAddress!, to.baseAddress!) }
        }
        return moved
    }

    /// The error of a spec that says something else after an exchange.
    func error(
        in state: [UInt64], _ exchange: StateExchange, expected: Answer, found: Answer
    ) -> SpecError {
        let (what, site) = difference(expected, found)
        let text = spec.describe(state).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        let pair = exchange.trade.names
        return SpecError(
            spec: spec.name,
            message:
                "\(what) treats \(pair.second) unlike \(pair.first), which are said to be interchangeable: what holds"
                + " of the state \(text) does not hold of it once they have traded names", site: site)
    }

    private func difference(_ expected: Answer, _ found: Answer) -> (String, SourceSite?) {
        if expected.isOutside != found.isOutside { return ("the constraint", nil) }
        if let action = expected.taken.indices.first(where: { expected.taken[$0] != found.taken[$0] }) {
            return ("`\(spec.actionNames[action])`", nil)
        }
        let size = stepSize
        let first = stride(from: 0, to: min(expected.steps.count, found.steps.count), by: size).first {
            expected.steps[$0..<$0 + size] != found.steps[$0..<$0 + size]
        }
        if let first {
            return ("`\(spec.actionNames[Int(min(expected.steps[first], found.steps[first]))])`", nil)
        }
        var place = 0
        for position in checked {
            let property = spec.properties[position]
            let count = property.kind == .deadlockFreedom ? 1 : 2
            if expected.shows[place..<place + count] != found.shows[place..<place + count] {
                return ("property \"\(property.name)\"", property.site)
            }
            place += count
        }
        return ("a step", nil)
    }
}
