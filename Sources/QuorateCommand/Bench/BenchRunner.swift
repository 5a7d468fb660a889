import Foundation
import QuorateLanguage

/// Runs the cases, our own and other tools', and takes the medians.
struct BenchRunner: Job {
    let plan: BenchPlan
    let interrupt: Interrupt
    /// Hears what is running.
    let note: (String) -> Void

    var parts: [BenchmarkCase] { plan.cases }

    /// A part of a benchmark is no comparison.
    func isOfOnePart(_ error: any Error) -> Bool { false }

    /// - Throws: ``CommandError`` for a tool that fails, counts that disagree, and an interrupt.
    func result(of chosen: BenchmarkCase) async throws -> MeasuredCase {
        try Folder.withTemporary(interrupt) { folder in
            MeasuredCase(runs: try runs(of: chosen, in: folder))
        }
    }

    private func runs(of chosen: BenchmarkCase, in folder: URL) throws -> [BenchRun] {
        var contestants: [any Contestant] = []
        for store in plan.stores {
            for count in plan.workers {
                contestants.append(OwnSearch(name: chosen.name, store: store, workers: count))
                if plan.asksForLiveness {
                    contestants.append(
                        OwnSearch(name: chosen.name, store: store, workers: count, asksForLiveness: true))
                }
            }
        }
        for tool in plan.tools {
            guard let twin = chosen.twin(for: tool, liveness: plan.asksForLiveness) else { continue }
            note("\(chosen.name): compiling for \(tool.rawValue)")
            let place = folder.appendingPathComponent("\(chosen.name)-\(tool.rawValue)")
            contestants.append(try ToolTwin(twin, of: chosen, in: place))
        }
        return try contestants.map { contestant in
            // One after the other, so that the median is of runs that follow one like themselves: memory that the
            // run before gave back is slow to come again.
            let measured = try (1...plan.repeats).map { round in
                note("\(chosen.name): \(contestant.label), run \(round) of \(plan.repeats)")
                if interrupt.isRaised { throw CommandError.interrupted }
                let measurement = try contestant.run()
                try check(measurement, of: contestant, in: chosen)
                return measurement
            }
            return BenchRun(of: chosen.name, contestant, measured)
        }
    }

    /// A figure of a search that found something else than it should means nothing.
    private func check(_ found: Measurement, of contestant: any Contestant, in chosen: BenchmarkCase) throws {
        // Another tool's states for liveness are not ours; that the property holds, it has said.
        if contestant.tool != "quorate", contestant.asksForLiveness { return }
        let (distinct, generated) = try chosen.figures
        if (found.distinctStates, found.generatedStates) == (distinct, generated) { return }
        throw CommandError.figuresDiffer(
            "\(contestant.label) finds \(found.distinctStates) distinct and \(found.generatedStates) generated"
                + " states in \(chosen.name), where \(distinct) and \(generated) are expected")
    }
}
