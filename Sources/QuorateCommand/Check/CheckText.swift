import QuorateExplorer
import QuorateLanguage

/// Text for people: a line for each instance of the catalog, or the whole report of a run that was asked for.
struct CheckText: Reporter {
    var console: Console
    let program: String
    let plan: CheckPlan
    let request: CheckRequest
    let isQuiet: Bool
    /// Plot of the levels with each report.
    var isVerbose = false

    /// The same on another console.
    func printing(on console: Console) -> any Reporter<FinishedRun> {
        var text = self
        text.console = console
        return text
    }

    private var labelWidth: Int { plan.runs.map(\.spec.label.count).max() ?? 0 }

    func finished(_ run: FinishedRun) throws {
        if isQuiet, run.judgement.isAsExpected { return }
        if plan.isCatalog {
            try console.print(run.tableLine(labelWidth: labelWidth))
        } else {
            try console.print(details(of: run) + (plan.runs.count > 1 ? "\n" : ""))
        }
    }

    func ended(_ results: CheckResults) throws {
        if plan.isCatalog {
            // Of a run that could not be made, its line in the table says everything.
            for run in results.made where run.report != nil && !run.judgement.isAsExpected {
                try console.print("\n" + details(of: run))
            }
        }
        if plan.runs.count > 1 || plan.isCatalog || isQuiet {
            try console.print((plan.isCatalog && !isQuiet ? "\n" : "") + results.text)
        }
    }

    /// The report of a run, how it compares with what was expected, and what to do about it.
    private func details(of run: FinishedRun) -> String {
        guard let report = run.report else {
            return "\(run.planned.spec.label): \(run.judgement.remarks.joined(separator: "; "))"
        }
        let word = run.judgement.status.judgement
        let remarks = run.judgement.remarks.map { "\(word): \($0)." }
        let files = run.files.map { "Trace:      \($0)" }
        let advice = Advice(program: program, request: request, run: run).lines
        let run = run.behaviour?.run.map { [$0.run.rendering(claim: $0.claim)] } ?? []
        let plot = isVerbose ? [report.levelPlot].compactMap(\.self) : []
        let blocks = [[report.description], plot, remarks, run, files + advice].filter { !$0.isEmpty }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }
}

extension Report {
    /// States by level as columns, with the number of the largest; nil where there is nothing to plot.
    fileprivate var levelPlot: String? {
        guard let most = statesPerLevel.max(), let largest = statesPerLevel.firstIndex(of: most) else {
            return nil
        }
        let plot = LevelPlot(statesPerLevel, columns: 60).text
        return "Levels:     \(plot)\n            \(Numerals.count(statesPerLevel.count, "level")), "
            + "at most \(Numerals.count(most, "state")), at depth \(largest)"
    }
}

extension FinishedRun {
    /// The run in one line, in columns.
    fileprivate func tableLine(labelWidth: Int) -> String {
        let label = planned.spec.label.padded(to: labelWidth)
        let mark = judgement.status.mark
        guard let report else { return "\(mark)  \(label)  \(judgement.remarks.joined(separator: "; "))" }
        let figures = [
            "\(Numerals.count(report.distinctStates).alignedRight(to: 11)) distinct",
            "\(Numerals.count(report.generatedStates).alignedRight(to: 12)) generated",
            "depth \("\(report.depth)".padded(to: 3))",
            Numerals.seconds(report.wallSeconds).alignedRight(to: 8),
        ]
        return "\(mark)  \(label)  \(figures.joined(separator: "  "))  \(verdict(report))"
    }

    /// The outcome in words, in one line.
    func verdict(_ report: Report) -> String {
        switch report.outcome {
        case .holds:
            let bound = report.spec.constraint.map { " within the constraint \"\($0)\"" } ?? ""
            let assumptions = report.spec.assumptions.map { " for \($0)" } ?? ""
            return "holds\(bound)\(assumptions)\(report.symmetry?.words ?? "")\(behaviour?.words ?? "")"
        case .inconclusive: return "inconclusive: \(report.limit?.description ?? "ended early")"
        case .vacuous:
            let missed = report.properties.filter { $0.outcome == .notReached }.map { "\"\($0.name)\"" }
            if !missed.isEmpty { return "vacuous: \(missed.joined(separator: ", ")) not reached" }
            return "vacuous" + (report.emptiness.map { ": \($0)" } ?? "")
        case .violated:
            let broken = report.counterexamples.map {
                "\"\($0.property)\" in \(Numerals.count($0.steps.count, "step"))"
            }
            let extent = cut.map { ", counted until \($0)" } ?? ""
            let fault = report.fault.map { ": \($0.messageWithSite)" } ?? ""
            return "breaks \(broken.joined(separator: ", "))\(extent)\(fault)"
        }
    }
}

extension Report.Symmetry {
    /// Ground on which one state was stored for many.
    fileprivate var words: String { condition.map { ", \($0)" } ?? " up to symmetry, which was proved" }
}

extension CheckResults {
    /// Summary of all runs in one line: their number, and how many were as expected.
    var text: String {
        var facts = [made.map(\.status).tally].compactMap(\.self)
        let cuts = made.compactMap(\.cut)
        if let first = cuts.first {
            let isOne = cuts.allSatisfy { $0 == first }
            facts.append("\(cuts.count) ended early by \(isOne ? "\(first)" : "limits")")
        }
        if !notStarted.isEmpty {
            facts.append("\(Numerals.count(notStarted.count, "run")) not started, because of the interrupt")
        }
        return
            "\(Numerals.count(made.count, "run")), \(facts.joined(separator: ", ")), in \(Numerals.seconds(seconds))"
    }
}
