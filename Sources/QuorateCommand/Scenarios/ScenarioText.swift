import QuorateExplorer

/// Text for people: each scenario with its answers, a line each.
struct ScenarioText: Reporter {
    let console: Console
    let plan: ScenarioPlan

    private var nameWidth: Int { plan.parts.flatMap(\.answers).map(\.name.count).max() ?? 0 }

    func finished(_ result: ScenarioResult) throws {
        let number = "\(result.scenario.number)".alignedRight(to: 3)
        let lines = result.answers.map { $0.line(nameWidth: nameWidth) }
        let missing = lines.isEmpty ? ["     MISSING: nothing answers this"] : lines
        try console.print((["\(number)  \(result.scenario.asks)"] + missing).joined(separator: "\n"))
    }

    func failed(_ failure: JobFailure<ScenarioResult>) throws {
        let number = "\(failure.part.scenario.number)".alignedRight(to: 3)
        try console.print("\(number)  \(failure.part.scenario.asks)\n     ERROR: \(failure.message)")
    }

    func ended(_ results: ScenarioResults) throws { try console.print("\n" + results.text) }
}

extension ScenarioResult.Answer {
    fileprivate func line(nameWidth: Int) -> String {
        let words = [
            "     \(status.mark)", answer.kind.padded(to: 11), answer.name.padded(to: nameWidth), outcome,
        ]
        let expected =
            status == .asExpected || outcome == answer.expected ? [] : ["expected: \(answer.expected)"]
        return (words + [(expected + remarks).joined(separator: "; ")]).filter { !$0.isEmpty }
            .joined(separator: "  ")
    }
}

extension ScenarioResults {
    fileprivate var text: String {
        let answered = made.filter { !$0.answers.isEmpty }
        let answers = made.flatMap(\.answers)
        let failed = made.filter { $0.status != .asExpected }
        let missing = made.count - answered.count
        let parts = [
            "\(Numerals.count(made.count, "scenario")), \(Numerals.count(answers.count, "answer"))",
            missing == 0 ? nil : "\(missing) missing",
            self.failed.isEmpty ? nil : Numerals.count(self.failed.count, "error"),
            failed.isEmpty
                ? "all as expected"
                : "not as expected: \(failed.map { "\($0.scenario.number)" }.joined(separator: ", "))",
            notStarted.isEmpty ? nil : "interrupted, \(notStarted.count) not made",
        ]
        return parts.compactMap(\.self).joined(separator: "; ") + ", in \(Numerals.seconds(seconds))"
    }
}
