import QuorateExplorer
import QuorateReplay
import QuorateTraces

/// Text for people: a block for each replay, or for the files of folders a line each and a block for what is not as
/// expected.
struct ReplayText: Reporter {
    let console: Console
    let plan: ReplayPlan

    private var pathWidth: Int { plan.parts.map(\.path.count).max() ?? 0 }

    func finished(_ file: ReplayedFile) throws {
        if plan.isOfFolder { return try file.tableLines(pathWidth: pathWidth).forEach(console.print) }
        let blocks = file.replays.map(block).joined(separator: "\n\n")
        try console.print(blocks + (plan.parts.count > 1 ? "\n\n" : ""))
    }

    func failed(_ failure: JobFailure<ReplayedFile>) throws {
        try console.print("ERROR   \(failure.line)" + (plan.isOfFolder ? "" : "\n\n"))
    }

    func ended(_ results: JobResults<ReplayedFile>) throws {
        if plan.isOfFolder {
            for replay in results.replays where replay.status != .asExpected {
                try console.print("\n" + block(replay))
            }
        }
        if plan.parts.count > 1 || results.replays.count > 1 {
            let isAfterBlank = plan.parts.count > 1 && !plan.isOfFolder
            try console.print((isAfterBlank ? "" : "\n") + results.text)
        }
        if !results.notStarted.isEmpty {
            let files = Numerals.count(results.notStarted.count, "file")
            let paths = results.notStarted.map(\.path).joined(separator: ", ")
            try console.print("\(files) not replayed, because of the interrupt: \(paths)")
        }
    }

    private func block(_ replay: FinishedReplay) -> String {
        let (trace, report) = (replay.trace, replay.report)
        let mark = replay.status == .asExpected ? "as expected" : "NOT AS EXPECTED"
        var lines = [
            "\(trace.spec), \(replay.codeName): \(outcome(report, isWitness: trace.propertyKind == .reachable)) (\(mark))"
        ]
        func line(_ label: String, _ text: String) { lines.append("  " + label.padded(to: 14) + text) }
        let steps = Numerals.count(trace.steps.count, "step")
        let verb = trace.propertyKind == .reachable ? "meets" : "breaks"
        let shown = trace.property.isEmpty ? steps : "\(verb) \"\(trace.property)\" after \(steps)"
        line("run", "\(replay.file): \(shown)")
        if let loop = trace.loop {
            let around = Numerals.count(trace.steps.count - loop.start, "step")
            line("loop", "\(around), taken once: that the code goes on like this for ever is not shown")
        }
        if let action = report.action { line("at", action) }
        if replay.status == .replayDiverged { line("expected", replay.expectation) }
        line("taken", "\(report.stepsTaken) of \(steps) on real replicas")
        if !report.orders.isEmpty { line("messages", orders(report)) }
        let tried = report.refusals.filter { $0.tally.disabled > 0 }
        for (position, (action, tally)) in tried.enumerated() {
            line(position == 0 ? "disabled" : "", "\(action): \(tally.text)")
        }
        for (label, text) in report.adapter?.facts ?? [] { line(label, text) }
        for (position, fact) in replay.variables.facts(of: trace).enumerated() {
            line(position == 0 ? "of the file" : "", fact)
        }
        line("compared", compared(report))
        line(
            "not compared",
            report.notCompared.isEmpty ? "nothing" : report.notCompared.joined(separator: ", "))
        if let disagreement = replay.disagreement {
            line(
                "again",
                "DIFFERS in a process of its own, at step \(disagreement.step): \(disagreement.field)")
        } else {
            line("again", "the same to the byte, in a process of its own")
        }
        return lines.joined(separator: "\n")
    }

    private func outcome(_ report: ReplayReport, isWitness: Bool) -> String {
        guard report.outcome == .reproduced else { return "\(report.outcome)" }
        return "reproduced: the real replicas \(isWitness ? "meet" : "break") the property"
    }

    /// The variables that the code was held against.
    private func compared(_ report: ReplayReport) -> String {
        let names = report.compared.joined(separator: ", ")
        return "\(Numerals.count(report.compared.count, "variable")) with the code: \(names)"
    }

    private func orders(_ report: ReplayReport) -> String {
        DeliveryOrder.allCases.compactMap { order in
            report.orders[order].map { "\(order.rawValue) in \(Numerals.count($0, "step"))" }
        }.joined(separator: ", ")
    }
}

extension ReplayedFile {
    /// The replays of a file of a folder in a line each, in columns, or the reason why there is none.
    fileprivate func tableLines(pathWidth: Int) -> [String] {
        let path = file.padded(to: pathWidth)
        if let omission { return ["-       \(path)  not replayed: \(omission)"] }
        return replays.map { replay in
            "\(replay.status.mark)  \(path)  \(replay.codeName): \(replay.report.outcome); \(replay.comparison)"
        }
    }
}

extension JobResults<ReplayedFile> {
    /// Summary in one line: how many replays were as expected, and how many files were not replayed.
    var text: String {
        let wrong = replays.count { $0.status != .asExpected }
        var facts = [Numerals.count(replays.count, "replay")]
        if !replays.isEmpty {
            facts.append(
                wrong == 0
                    ? "all as expected" : "\(replays.count - wrong) as expected, \(wrong) not as expected")
        }
        if !failed.isEmpty { facts.append(Numerals.count(failed.count, "error")) }
        if !omissions.isEmpty { facts.append("\(Numerals.count(omissions.count, "file")) not replayed") }
        return facts.joined(separator: ", ")
    }
}

extension FinishedReplay {
    /// The code in words.
    var codeName: String { code == .shipped ? "shipped code" : "code with \(trace.mutant ?? "")" }
}

extension RefusalTally {
    /// Description of what the code did, in words.
    var text: String {
        var parts: [String] = []
        if tried > 0 {
            parts.append(
                Numerals.count(refused) + " of " + Numerals.count(tried, "tried is", "tried are") + " refused"
            )
        }
        if noted > 0 {
            parts.append(Numerals.count(noted, "changes", "change") + " nothing but what it has written down")
        }
        if answered > 0 {
            parts.append(
                Numerals.count(answered, "makes", "make") + " it take another step that the spec has")
        }
        if notTold > 0 {
            parts.append(
                Numerals.count(notTold, "is", "are")
                    + " said to be done, and what is observed does not tell")
        }
        if impossible > 0 {
            parts.append(Numerals.count(impossible, "has", "have") + " no input that exists")
        }
        return parts.isEmpty ? "none tried" : parts.joined(separator: ", ")
    }
}
