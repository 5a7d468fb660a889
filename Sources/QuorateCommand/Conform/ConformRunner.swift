import QuorateExplorer
import QuorateLanguage
import QuorateReplay

/// Explores the pairs of a spec and its code with the one search.
struct ConformRunner {
    let request: CheckRequest
    let interrupt: Interrupt
    let progress: ProgressDisplay?

    func finish(_ run: ConformPlan.Run) async throws -> FinishedConformance {
        var explorer = Explorer(
            erased: run.conformance.pairs, workers: request.workers, store: .exact, limits: request.limits)
        if let progress {
            explorer.progressInterval = progress.interval
            explorer.progress = { progress.show($0, of: run.spec.label) }
        }
        defer { progress?.clear() }
        let search = explorer
        let report = try await interrupt.cancelling {
            do { return try await search.run() } catch let error as SpecError where error.isContradiction {
                throw CommandError.unsteadyCode(error)
            }
        }
        let divergence = report.counterexamples.first.flatMap { run.conformance.divergence(in: $0) }
        return FinishedConformance(
            run: run, report: report, figures: run.conformance.figures(), divergence: divergence)
    }
}

/// A spec that was held against its code.
struct FinishedConformance {
    let run: ConformPlan.Run
    /// What the search of the pairs found.
    let report: Report
    let figures: Conformance.Figures
    /// How code and spec part, or nil where they were not seen to.
    let divergence: ConformanceDivergence?

    /// What is to be said in a word.
    enum Verdict: String {
        case conforms, diverges, inconclusive
        /// Real replicas have taken no step at all.
        case vacuous
    }

    var verdict: Verdict {
        switch report.outcome {
        case .holds: figures.transitions > 0 ? .conforms : .vacuous
        case .violated: .diverges
        case .inconclusive: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// Whether the search saw another number of states of the spec than is known of it, which would be our own error.
    var missesStates: Bool {
        // What only steps lead to that the code leaves out is not seen.
        guard verdict == .conforms, figures.leftOut.isEmpty, let expected = run.expected?.distinctStates
        else { return false }
        return expected != figures.specStates
    }

    var status: ExitStatus {
        if missesStates { return .different }
        return switch verdict {
        case .conforms: .asExpected
        // What has shown once has to show again.
        case .diverges: divergence == nil ? .codeDisagreesWithItself : .replayDiverged
        case .inconclusive: .inconclusive
        case .vacuous: .vacuous
        }
    }

    /// The actions of the spec that were never taken.
    var actionsNeverTaken: [String] { figures.actions.filter { $0.taken == 0 }.map(\.action) }
}
