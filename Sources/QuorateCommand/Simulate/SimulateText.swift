import QuorateExplorer
import QuorateLanguage

/// Text for people: the whole report of each spec, and what to do about it.
struct SimulateText: Reporter {
    let console: Console
    let program: String
    let request: SimulateRequest

    func finished(_ result: FinishedSimulation) throws {
        try console.print(details(of: result))
    }

    func ended(_ results: JobResults<FinishedSimulation>) throws {
        guard results.made.count + results.failed.count + results.notStarted.count > 1 else { return }
        try console.print("\n" + FinishedSimulation.words(for: results))
    }

    private func details(of result: FinishedSimulation) -> String {
        let word = result.status.judgement
        let remarks = result.remark.map { ["\(word): \($0)."] } ?? []
        let files = result.files.map { "Trace:      \($0)" }
        let blocks = [[result.report.description], remarks, files + advice(on: result)]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// The lines that follow a report; none after runs that break nothing.
    private func advice(on result: FinishedSimulation) -> [String] {
        if result.report.outcome == .noViolation, result.isAsExpected { return [] }
        return ["Reproduce:  \(reproduction(of: result))", "Try next:   \(nextStep(after: result))"]
    }

    /// The command line that makes these runs again.
    private func reproduction(of result: FinishedSimulation) -> String {
        let report = result.report
        var words = [program, "simulate"] + result.planned.spec.instance.arguments
        for property in request.specs.properties { words += ["--property", property] }
        // As many as there were, however much time that takes.
        let runs = report.lastRun.map { $0 + 1 } ?? max(1, report.runs)
        words += ["--runs", "\(runs)", "--depth", "\(report.depth)", "--seed", "\(report.seed)"]
        return Shell.line(words + ["--strategy", report.strategy.rawValue])
    }

    private func nextStep(after result: FinishedSimulation) -> String {
        switch result.report.outcome {
        case .violated where result.files.isEmpty:
            return "the same with --export traces   (keeps the run as a file for `\(program) show`)"
        case .violated:
            return "\(Shell.line([program, "show", result.files[0], "--full"]))   (whole states)"
        case .vacuous:
            return "what never happens is often behind a guard that is too strong, or needs a larger instance"
        case .inconclusive, .noViolation:
            return "more --runs, another --strategy or --depth; or a smaller instance with `\(program) check`"
        }
    }
}
