import QuorateExplorer
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// Text for people: a line for each claim of the catalog, or everything about those that were asked for.
struct ProveText: ProveReporter {
    let console: Console
    let program: String
    let plan: ProvePlan

    private var nameWidth: Int { plan.questions.map(\.name.count).max() ?? 0 }

    func finished(_ answer: Answer) throws {
        try console.print(plan.isWhole ? answer.tableLine(nameWidth: nameWidth) : details(of: answer))
        if !plan.isWhole, plan.questions.count > 1 { try console.print("") }
    }

    func ended(_ summary: ProveSummary) throws {
        if plan.isWhole {
            for answer in summary.answers where answer.status != .asExpected {
                try console.print("\n" + details(of: answer))
            }
            try console.print("")
        }
        if plan.isWhole || plan.questions.count > 1 || !summary.notStarted.isEmpty {
            try console.print(summary.text)
        }
    }
}

extension Answer {
    /// The answer in one line, in columns.
    fileprivate func tableLine(nameWidth: Int) -> String {
        let mark = status == .asExpected ? "ok    " : "FAILED"
        let words = [mark, verdict.padded(to: 8), question.name.padded(to: nameWidth), milliseconds, remark]
        return words.joined(separator: "  ")
    }

    /// The verdict in one word.
    var verdict: String {
        switch outcome {
        case .claim(let finding, _): finding.verdict.word
        case .impossibility(let finding): finding.verdict.word
        }
    }

    fileprivate var milliseconds: String {
        let figure = Figure.fixed(duration / .milliseconds(1), places: 1) + " ms"
        return figure.alignedRight(to: 10)
    }

    var duration: Duration {
        switch outcome {
        case .claim(let finding, _): finding.duration
        case .impossibility(let finding): finding.duration
        }
    }

    private var remark: String {
        switch outcome {
        case .impossibility(let finding): finding.remark
        case .claim(let finding, let run):
            switch finding.verdict {
            case .proved(let proof):
                proof.isCertified ? "certificate checked" : "no certificate: \(proof.obstacle ?? "")"
            case .refuted(let counterexample):
                counterexample.witness.numbers + (run.map { "; " + $0.remark } ?? "")
            case .unknown(let reason): reason
            case .vacuous: "the hypotheses cannot hold when \(finding.claim.interest)"
            }
        }
    }

}

extension ProveText {
    /// Everything about the answer.
    private func details(of answer: Answer) -> String {
        switch answer.outcome {
        case .impossibility(let finding): finding.details
        case .claim(let finding, let run):
            ClaimDetails(name: answer.question.name, program: program, finding: finding, run: run).text
        }
    }
}

extension Verdict {
    /// The verdict in one word.
    var word: String {
        switch self {
        case .proved: "proved"
        case .refuted: "refuted"
        case .unknown: "unknown"
        case .vacuous: "vacuous"
        }
    }
}

extension QuorumWitness {
    /// The numbers, as in `n = 4, f = 1`.
    var numbers: String { parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") }
}

extension Claim {
    /// The case of interest in words.
    var interest: String { interestingCase.map(\.description).joined(separator: " and ") }
}

extension ClaimRun {
    fileprivate var remark: String {
        switch self {
        case .impossible(let reason): "cannot be run: \(reason)"
        case .explored(let report):
            switch report.outcome {
            case .violated:
                "\(report.spec.name) breaks "
                    + report.counterexamples.map {
                        "\"\($0.property)\" in \(Figure.count($0.steps.count, "step"))"
                    }
                    .joined(separator: ", ")
            case .holds: "\(report.spec.name) holds all the same: sufficient, not necessary"
            case .vacuous: "\(report.spec.name) shows nothing: it is vacuous"
            case .inconclusive:
                "\(report.spec.name) was not explored to the end: \(report.limit?.description ?? "it ended early")"
            }
        }
    }
}

extension ProveSummary {
    /// How many answers of each kind, and how many as expected, in one line.
    fileprivate var text: String {
        let counts = ["proved", "refuted", "vacuous", "unknown"].compactMap { word -> String? in
            let count = answers.filter { $0.verdict == word }.count
            return count == 0 ? nil : "\(count) \(word)"
        }
        let failed = answers.filter { $0.status != .asExpected }.count
        var facts = counts.isEmpty ? [] : [counts.joined(separator: ", ")]
        let uncertified = answers.filter(\.isUncertified).count
        if uncertified > 0 { facts.append("\(uncertified) without a certificate") }
        if !answers.isEmpty { facts.append(failed == 0 ? "all as expected" : "\(failed) not as expected") }
        let cuts = answers.compactMap(\.cut)
        if let cut = cuts.first {
            facts.append("\(Figure.count(cuts.count, "exploration")) ended early by \(cut)")
        }
        if !notStarted.isEmpty {
            facts.append("\(Figure.count(notStarted.count, "question")) not asked, because of the interrupt")
        }
        return "\(Figure.count(answers.count, "question")): \(facts.joined(separator: "; ")), in "
            + Figure.seconds(duration / .seconds(1))
    }
}

extension Answer {
    /// Whether this is a proof that nothing but the solver vouches for.
    fileprivate var isUncertified: Bool {
        switch outcome {
        case .claim(let finding, _):
            if case .proved(let proof) = finding.verdict { !proof.isCertified } else { false }
        case .impossibility: verdict == "proved"
        }
    }
}
