import QuorateLanguage

/// One thread of a simulation: makes runs, one after the other, and checks the states of each.
final class RunMaker: @unchecked Sendable {
    private let simulator: Simulator
    private let question: SimulatedQuestion
    private let control: SearchControl
    private let kernel: SpecKernel
    private let walker: SpecWalker
    private let chooser: StepChooser
    private let wordCount: Int
    /// The states of the run, with what was taken in each, and which actions were possible there.
    private let path: RunStates
    private var actions: UnsafeMutablePointer<UInt16>
    private var possible: UnsafeMutablePointer<UInt64>
    private var capacity = 256
    private var heedsStop = true
    /// Coverage of the runs since the last ``clear()``.
    let coverage: RunCoverage
    /// For each property the first of these runs that shows something of it.
    private(set) var findings: [RunFinding]
    /// The first of these runs in which the spec did what its types do not allow.
    private(set) var fault: (run: Int, states: [[UInt64]], violated: Int?)?

    init(_ simulator: Simulator, _ question: SimulatedQuestion, control: SearchControl) {
        self.simulator = simulator
        self.question = question
        self.control = control
        let spec = simulator.spec
        kernel = spec.kernel(question.checked)
        walker = spec.walkKernel().makeWalker()
        wordCount = spec.wordCount
        chooser = StepChooser(actionCount: kernel.actionCount)
        path = RunStates(wordCount: wordCount)
        actions = .allocate(capacity: capacity)
        possible = .allocate(capacity: capacity)
        coverage = RunCoverage(actionCount: kernel.actionCount)
        findings = Array(repeating: RunFinding(), count: question.checked.count)
    }

    deinit {
        actions.deallocate()
        possible.deallocate()
    }

    /// Forgets all runs.
    func clear() {
        coverage.clear()
        walker.steps.offered.update(repeating: 0, count: kernel.actionCount)
        findings = Array(repeating: RunFinding(), count: findings.count)
        fault = nil
    }

    /// Makes runs until none is left, or a run has ended the simulation and all before it are begun.
    ///
    /// - Parameters:
    ///   - covered: what the batches before have covered.
    ///   - heedsStop: that the time and an interrupt end it too.
    func make(
        _ runs: Range<Int>, next: SharedCounter, end: RunBound, _ covered: RunCoverage, heedsStop: Bool
    ) {
        self.heedsStop = heedsStop
        while !mustStop {
            let number = runs.lowerBound + next.add(1)
            guard number < runs.upperBound, number <= end.value else { break }
            if make(number, covered) { end.lower(to: number) }
        }
        coverage.offered.update(from: walker.steps.offered, count: kernel.actionCount)
    }

    private var mustStop: Bool {
        guard heedsStop else { return false }
        if let limit = simulator.seconds, control.elapsedSeconds >= limit { control.stop(.seconds) }
        return control.isStopped
    }

    /// Makes one run, and returns true if it ends the simulation.
    private func make(_ number: Int, _ covered: RunCoverage) -> Bool {
        let faults = SpecFault.countOnThisThread
        guard let (count, ending) = walk(number, covered) else { return false }
        if let visit = simulator.visitRun {
            visit(number, (0...count).map { path.words(of: $0) }, ending)
        }
        coverage.add(actions, possible, count: count, ending)
        for depth in 0...count { coverage.sample.add(StateHash.words(path[depth], wordCount)) }
        let violated = judge(number, count, ending)
        if SpecFault.countOnThisThread != faults {
            if fault == nil { fault = (number, (0...count).map { path.words(of: $0) }, violated) }
            return true
        }
        return violated != nil
    }

    /// Walks from an initial state; nil if the simulation was stopped meanwhile.
    private func walk(_ number: Int, _ covered: RunCoverage) -> (count: Int, ending: RunEnding)? {
        var random = RunRandom(seed: simulator.seed, run: number)
        let limit = simulator.depth
        chooser.begin(RunMethod(simulator.strategy, run: number), depth: limit, &random)
        path.begin(question.initialStates, random.below(question.initialStates.count))
        let steps = walker.steps
        var (depth, before) = (0, kernel.actionCount)
        while depth < limit {
            if depth & 1023 == 1023, mustStop { return nil }
            let state = path[depth]
            EvaluatedSpec.look(at: state, count: 1)
            guard walker.expand(state) else { return (depth, .outside) }
            if steps.count == 0 { return (depth, steps.enabledCount == 0 ? .deadlock : .unchanging) }
            if depth == capacity { grow() }
            var set: UInt64 = 0
            for position in 0..<steps.count { set |= AbstractStates.bit(steps[position].label.action) }
            let chosen = chooser.choose(steps, depth: depth, after: before, set, covered, &random)
            let (label, words) = steps[chosen]
            before = label.action
            actions[depth] = UInt16(truncatingIfNeeded: before)
            possible[depth] = set
            depth += 1
            path.append(words, at: depth)
        }
        return (depth, .depth)
    }

    /// Looks at the states of the run, and returns the depth of the first that breaks a property which ends the simulation.
    private func judge(_ number: Int, _ count: Int, _ ending: RunEnding) -> Int? {
        EvaluatedSpec.look(at: path[0], count: count + 1)
        var first: Int?
        for (position, property) in question.checked.enumerated() {
            let scan = kernel.scans[position](path[0], count + 1)
            var hit = scan.firstHit
            if question.kinds[position] == .deadlockFreedom {
                let isStuck = ending == .deadlock && simulator.spec.shows(property, in: path.words(of: count))
                hit = isStuck ? count : -1
            }
            if scan.premiseHeld { findings[position].premiseHeld = true }
            guard hit >= 0 else { continue }
            if question.ends[position] { first = min(first ?? hit, hit) }
            findings[position].note(number, hit) { (0...hit).map { path.words(of: $0) } }
        }
        return first
    }

    private func grow() {
        let (oldActions, oldPossible) = (actions, possible)
        (actions, possible) = (.allocate(capacity: 2 * capacity), .allocate(capacity: 2 * capacity))
        actions.update(from: oldActions, count: capacity)
        possible.update(from: oldPossible, count: capacity)
        oldActions.deallocate()
        oldPossible.deallocate()
        capacity *= 2
    }
}
