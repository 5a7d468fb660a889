import CQuorateSearch
import QuorateLanguage

/// Runs in batches. What a run does follows from the seed, its number and the batches before its own, so that any number
/// of threads comes to the same; the batch in which a run ends the simulation is made once more, up to that run.
final class Simulation: @unchecked Sendable {
    let simulator: Simulator
    let question: SimulatedQuestion
    let control: SearchControl
    let coverage: RunCoverage
    private(set) var findings: [RunFinding]
    private let makers: [RunMaker]
    /// The run that broke a property, or in which the spec was at fault.
    private(set) var last: Int?
    /// Seconds until that run, or the last one.
    private(set) var wallSeconds = 0.0

    /// Runs of the first batch, and of the largest.
    static let (leastBatch, largestBatch) = (64, 4096)

    init(_ simulator: Simulator, _ question: SimulatedQuestion, control: SearchControl) {
        self.simulator = simulator
        self.question = question
        self.control = control
        makers = (0..<simulator.workers).map { _ in RunMaker(simulator, question, control: control) }
        coverage = RunCoverage(actionCount: simulator.spec.actionNames.count)
        findings = Array(repeating: RunFinding(), count: question.checked.count)
    }

    /// Makes the runs.
    ///
    /// - Throws: `SpecError` where the spec does what its types do not allow, before any property is broken.
    func run() throws {
        var (begun, size) = (0, Self.leastBatch)
        let isIdle = question.initialStates.isEmpty || question.checked.isEmpty
        while begun < simulator.runs, last == nil, !control.isStopped, !isIdle {
            let batch = begun..<min(begun + size, simulator.runs)
            last = make(batch, heedsStop: true)
            // Without the runs behind it, of which some were made and some were not.
            if let last, last + 1 < batch.upperBound {
                for maker in makers { maker.clear() }
                self.last = make(begun..<last + 1, heedsStop: false)
            }
            let faults = makers.compactMap(\.fault).filter { $0.run == last }
            if let fault = faults.first { try check(fault.states, violated: fault.violated) }
            takeBatch()
            begun = batch.upperBound
            size = min(2 * size, Self.largestBatch)
        }
        wallSeconds = control.elapsedSeconds
    }

    /// Makes runs on all threads, and returns the first that ends the simulation, if any.
    private func make(_ runs: Range<Int>, heedsStop: Bool) -> Int? {
        let (next, end) = (SharedCounter(), RunBound())
        inParallel(makers.count) { position in
            simulator.spec.evaluated.evaluating {
                makers[position].make(runs, next: next, end: end, coverage, heedsStop: heedsStop)
            }
        }
        return end.value == .max ? nil : end.value
    }

    private func takeBatch() {
        for maker in makers {
            coverage.merge(maker.coverage)
            for position in findings.indices { findings[position].merge(maker.findings[position]) }
            maker.clear()
        }
    }

    /// Looks for the mistake of the spec in the states of a run. Behind a violation it does not matter.
    private func check(_ states: [[UInt64]], violated: Int?) throws {
        for state in states.prefix(violated ?? states.count) {
            if let slip = simulator.spec.slip(state) { throw slip }
        }
        if violated == nil {
            throw InternalError(
                "a fault of \(simulator.spec.name) does not show again when its run is looked through")
        }
    }
}
