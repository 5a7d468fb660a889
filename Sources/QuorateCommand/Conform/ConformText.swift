import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Text for people: a block for each spec that was held against its code.
struct ConformText: Reporter {
    let console: Console
    /// Presence of a single run in the plan.
    let isOfOne: Bool
    /// Restriction to what is not as expected, and a summary.
    var isQuiet = false

    func finished(_ result: FinishedConformance) throws {
        if isQuiet, result.status == .asExpected { return }
        var lines = ["\(result.run.spec.label): \(result.headline)"]
        lines += facts(result).map { label, text in "  " + label.padded(to: 14) + text }
        if let divergence = result.divergence { lines += ["", story(divergence, of: result)] }
        try console.print(lines.joined(separator: "\n") + (isOfOne ? "" : "\n"))
    }

    func failed(_ failure: JobFailure<FinishedConformance>) throws {
        try console.print("\(failure.label): ERROR: \(failure.message)")
    }

    /// Tells of what an interrupt kept from being held against its code.
    func ended(_ results: JobResults<FinishedConformance>) throws {
        if isQuiet { try console.print(results.text) }
        if results.notStarted.isEmpty { return }
        try console.print(
            "\(Numerals.count(results.notStarted.count, "run")) not started, because of the interrupt: "
                + results.notStarted.map(\.label).joined(separator: ", "))
    }

    private func facts(_ result: FinishedConformance) -> [(String, String)] {
        let (figures, report) = (result.figures, result.report)
        var facts: [(String, String)] = []
        if let assumptions = result.run.spec.assumptions { facts.append(("for", "\(assumptions)")) }
        facts.append(("states", states(result)))
        facts.append(
            ("pairs", "\(Numerals.count(figures.pairs)) of a state and real replicas, depth \(report.depth)"))
        facts.append(("steps", "\(Numerals.count(figures.transitions)), each taken by real replicas"))
        let orders = DeliveryOrder.allCases.compactMap { order in
            figures.orders[order].map { "\(order.rawValue) in \(Numerals.count($0, "step"))" }
        }
        if !orders.isEmpty { facts.append(("messages", orders.joined(separator: ", "))) }
        let taken = figures.actions.filter { $0.taken > 0 }.map { "\($0.action) \(Numerals.count($0.taken))" }
        facts.append(("actions", taken.joined(separator: ", ")))
        if !result.actionsNeverTaken.isEmpty {
            facts.append(("never taken", result.actionsNeverTaken.joined(separator: ", ")))
        }
        for (position, step) in figures.leftOut.enumerated() {
            let text = "\(step.action) \(Numerals.count(step.count)): \(step.reason)"
            facts.append((position == 0 ? "left out" : "", text))
        }
        let tried = figures.refusals.filter { $0.tally.disabled > 0 }
        for (position, (action, tally)) in tried.enumerated() {
            facts.append((position == 0 ? "disabled" : "", "\(action): \(tally.text)"))
        }
        let notCompared = result.run.conformance.notCompared
        facts.append(("not compared", notCompared.isEmpty ? "nothing" : notCompared.joined(separator: ", ")))
        facts += result.adapterFigures.map(\.facts) ?? []
        if let limit = report.limit { facts.append(("limit", "\(limit)")) }
        facts.append(
            (
                "search",
                "exact, \(Numerals.count(report.workers, "worker")), \(Numerals.seconds(report.wallSeconds))"
            ))
        return facts
    }

    private func states(_ result: FinishedConformance) -> String {
        let count = Numerals.count(result.figures.specStates, "state") + " of the spec"
        guard let expected = result.run.expected?.distinctStates, result.verdict == .conforms else {
            return count
        }
        if !result.figures.leftOut.isEmpty { return "\(count), which has \(Numerals.count(expected))" }
        return result.missesStates
            ? "\(count), and \(Numerals.count(expected)) are known: this is an error of the driver or of ours"
            : "\(count), all that it has"
    }

    private func story(_ found: ConformanceDivergence, of result: FinishedConformance) -> String {
        var lines = [result.endsShortest ? "The shortest run to it:" : "A run to it:"]
        let width = "\(found.steps.count)".count
        for (position, step) in found.steps.enumerated() {
            lines.append("  \("\(position + 1)".alignedRight(to: width))  \(step)")
        }
        lines.append("")
        lines.append("At step \(found.steps.count): \(found.divergence)")
        return lines.joined(separator: "\n")
    }
}

extension FinishedConformance {
    /// The verdict in words.
    var headline: String {
        switch verdict {
        case .conforms where figures.leftOut.isEmpty: "the code conforms\(extent)\(doubt)"
        case .conforms: "the code conforms\(extent), and leaves out steps that the spec allows\(doubt)"
        case .diverges where divergence == nil:
            "the code does not agree with itself: a divergence after \(Numerals.count(stepCount, "step")) does not show again"
        case .diverges where divergence?.divergence.isUnsteady == true:
            "the code does not agree with itself"
        case .diverges where divergence?.divergence.isOfAdapter == true:
            "the adapter broke off after \(Numerals.count(stepCount, "step")), so that the code does not conform"
        case .diverges: "the code diverges from the spec after \(Numerals.count(stepCount, "step"))"
        case .vacuous where figures.transitions > 0:
            "vacuous: no step changed what the adapter observes, so that nothing was compared"
        case .vacuous: "vacuous: real replicas took no step, so that nothing was compared"
        case .inconclusive where divergence != nil:
            "inconclusive: two runs that show the same go on differently, so that the adapter does not show all that"
                + " matters"
        case .inconclusive: "inconclusive: \(report.limit?.description ?? "ended early")"
        }
    }

    private var stepCount: Int { divergence?.steps.count ?? report.depth }

    /// Part of the state in which the code conforms, where an adapter shows no more.
    private var extent: String {
        let hidden = run.conformance.notCompared
        guard let adapter = run.conformance.adapter, !hidden.isEmpty else { return "" }
        return
            " in \(adapter.observed.joined(separator: ", ")) (not compared: \(hidden.joined(separator: ", ")))"
    }

    /// Doubt about disabled steps that the code says it has done, where it does not show all that they may have changed.
    private var doubt: String {
        let notTold = figures.refusals.reduce(0) { $0 + $1.tally.notTold }
        if notTold == 0 { return "" }
        return ", and whether it refuses \(Numerals.count(notTold, "disabled step")) is not observed"
    }
}

extension JobResults<FinishedConformance> {
    /// Summary in one line.
    fileprivate var text: String {
        let word = (made.map(\.status) + failed.map(\.status)).tally.map { ", \($0)" } ?? ""
        let runs = Numerals.count(made.count + failed.count, "check of conformance", "checks of conformance")
        return "\(runs)\(word), in \(Numerals.seconds(seconds))"
    }
}
