import QuorateLanguage

/// Makes a run that breaks a property shorter: leaves steps out as long as what is left is a run that breaks it, and looks
/// for shortcuts breadth first.
///
/// What it returns is never longer, and the same for the same run. It need not be a shortest one.
final class RunShrinker {
    let spec: ErasedSpec
    let property: Int
    let view: GraphView
    let scan: @Sendable (UnsafeRawPointer, Int) -> PropertyScan
    let isDeadlock: Bool
    /// States that may still be expanded.
    var allowance = 100_000

    /// The shrinker of runs that break the property at a position.
    init(_ spec: ErasedSpec, _ property: Int) {
        self.spec = spec
        self.property = property
        view = spec.evaluated.makeGraphView()
        scan = spec.kernel([property]).scans[0]
        isDeadlock = spec.properties[property].kind == .deadlockFreedom
    }

    /// A run, no longer than this one, that breaks the property in its last state.
    func shrunk(_ run: [[UInt64]]) -> [[UInt64]] {
        var best = run
        while allowance > 0 {
            let before = best.count
            best = withoutNeedlessSteps(best)
            best = withShortcuts(best)
            if best.count == before { break }
        }
        return best
    }

    /// Expands a state, and returns true if it breaks the property.
    func expand(_ state: [UInt64]) -> Bool {
        allowance -= 1
        return state.withUnsafeBufferPointer { words in
            EvaluatedSpec.look(at: words.baseAddress!, count: 1)
            _ = view.expand(words.baseAddress!)
            return view.aspects[property] & GraphView.shown != 0
        }
    }

    /// A step by its action and its place among those of the same action.
    private struct Step: Equatable {
        var label: UInt32
        var ordinal: Int
    }

    private func withoutNeedlessSteps(_ run: [[UInt64]]) -> [[UInt64]] {
        var best = run
        guard var steps = steps(of: run) else { return run }
        var size = max(1, steps.count / 2)
        while true {
            var (start, isShorter) = (0, false)
            while start < steps.count, allowance > 0 {
                var fewer = steps
                fewer.removeSubrange(start..<min(start + size, steps.count))
                if let (shorter, taken) = replayed(fewer, from: best[0]), shorter.count < best.count {
                    (best, steps, isShorter) = (shorter, taken, true)
                } else {
                    start += size
                }
            }
            if allowance <= 0 || size == 1 && !isShorter { return best }
            size = max(1, size / 2)
        }
    }

    /// The steps of a run, or nil where the spec offers them no more.
    private func steps(of run: [[UInt64]]) -> [Step]? {
        var steps: [Step] = []
        for (state, following) in zip(run, run.dropFirst()) {
            _ = expand(state)
            var ordinals: [UInt32: Int] = [:]
            var found: Step?
            for position in 0..<view.steps.count where found == nil {
                let (label, words) = view.steps[position]
                let ordinal = ordinals[label, default: 0]
                ordinals[label] = ordinal + 1
                if following.indices.allSatisfy({ words[$0] == following[$0] }) {
                    found = Step(label: label, ordinal: ordinal)
                }
            }
            guard let found else { return nil }
            steps.append(found)
        }
        return steps
    }

    /// The run that takes those of the steps that are possible when their turn comes, as far as the first state that breaks
    /// the property; nil if none does.
    private func replayed(_ steps: [Step], from start: [UInt64]) -> ([[UInt64]], [Step])? {
        var (path, taken): ([[UInt64]], [Step]) = ([start], [])
        if expand(start) { return (path, taken) }
        for step in steps {
            guard allowance > 0 else { return nil }
            guard let following = state(behind: step), following != path.last! else { continue }
            path.append(following)
            taken.append(step)
            if expand(following) { return (path, taken) }
        }
        return nil
    }

    /// The state behind a step out of the state that was expanded last.
    private func state(behind step: Step) -> [UInt64]? {
        var ordinal = 0
        for position in 0..<view.steps.count {
            let (label, words) = view.steps[position]
            guard label == step.label else { continue }
            if ordinal == step.ordinal {
                return Array(UnsafeBufferPointer(start: words, count: view.wordCount))
            }
            ordinal += 1
        }
        return nil
    }
}
