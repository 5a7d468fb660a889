import QuorateExplorer
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// Text for people: a line for each claim of the catalog, or everything about those that were asked for.
struct ProveText: Reporter {
    let console: Console
    let program: String
    let plan: ProvePlan
    /// Restriction to what is not as expected, and the summary.
    var isQuiet = false

    private var nameWidth: Int { plan.requests.map(\.name.count).max() ?? 0 }

    func finished(_ result: ProofResult) throws {
        if isQuiet, result.status == .asExpected { return }
        try console.print(
            plan.isWhole ? result.tableLine(nameWidth: nameWidth) : result.details(program: program))
        if !plan.isWhole, plan.requests.count > 1 { try console.print("") }
    }

    func failed(_ failure: JobFailure<ProofResult>) throws {
        let words = ["FAILED", "error".padded(to: 8), failure.label.padded(to: nameWidth), failure.message]
        try console.print(words.joined(separator: "  "))
        if !plan.isWhole { try console.print("") }
    }

    func ended(_ results: ProveResults) throws {
        if plan.isWhole {
            for result in results.made where result.status != .asExpected {
                try console.print("\n" + result.details(program: program))
            }
            if !isQuiet {
                for block in results.neverUsed { try console.print("\n" + block) }
                try console.print("")
            }
        }
        if plan.isWhole || plan.requests.count > 1 || !results.notStarted.isEmpty {
            try console.print(results.text)
        }
    }
}

extension ProofResult {
    /// The result in one line, in columns.
    fileprivate func tableLine(nameWidth: Int) -> String {
        let words = [
            status.mark, verdict.padded(to: 8), request.name.padded(to: nameWidth), milliseconds, remark,
        ]
        return words.joined(separator: "  ")
    }

    /// The verdict in one word.
    var verdict: String {
        switch outcome {
        case .claim(let finding, _): finding.verdict.word
        case .impossibility(let finding): finding.verdict.word
        case .model(let finding): finding.verdict.word
        case .automaton(let finding, _): finding.verdict.word
        case .rounds(let finding): finding.isProved ? "proved" : "unknown"
        case .refinement(let finding): finding.verdict.rawValue
        }
    }

    fileprivate var milliseconds: String {
        let figure = Numerals.fixed(duration / .milliseconds(1), places: 1) + " ms"
        return figure.alignedRight(to: 10)
    }

    var duration: Duration {
        switch outcome {
        case .claim(let finding, _): finding.duration
        case .impossibility(let finding): finding.duration
        case .model(let finding): finding.duration + (harvest?.duration ?? .zero)
        case .rounds(let finding): finding.duration
        case .automaton(let finding, let bound): finding.duration + (bound?.duration ?? .zero)
        case .refinement(let finding): .seconds(finding.report.wallSeconds)
        }
    }

    /// Ground of the verdict, in a few words.
    var remark: String {
        switch outcome {
        case .impossibility(let finding): finding.remark
        case .model(let finding): finding.remark + (harvest.map { "; \($0.remark)" } ?? "")
        case .rounds(let finding): finding.remark
        case .automaton(let finding, let bound): bound?.remark ?? finding.remark
        case .refinement(let finding): finding.remark + (code.map { "; \($0.remark)" } ?? "")
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

extension ProofResult {
    /// Everything about the result.
    func details(program: String) -> String {
        switch outcome {
        case .impossibility(let finding): finding.details
        case .model(let finding): finding.details + (harvest.map { "\n\n" + $0.details } ?? "")
        case .rounds(let finding): RoundsDetails(name: request.name, finding: finding).text
        case .automaton(let finding, let bound):
            AutomatonDetails(
                name: request.name, finding: finding, condition: request.property?.condition,
                supposed: request.property?.supposed ?? [], bound: bound,
                idle: request.property?.idleParts
            ).text
        case .refinement(let finding):
            RefinementDetails(
                finding: finding, program: program, hasCode: request.hasCode,
                hasOtherCode: request.hasOtherCode, link: code
            ).text
        case .claim(let finding, let run):
            ClaimDetails(name: request.name, program: program, finding: finding, run: run).text
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
                        "\"\($0.property)\" in \(Numerals.count($0.steps.count, "step"))"
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

extension ProveResults {
    /// Blocks about the idle parts of each file of which no result has been shown in detail.
    fileprivate var neverUsed: [String] {
        let properties = made.compactMap { result in
            result.request.property.map { (property: $0, isShown: result.status != .asExpected) }
        }
        var told = Set(properties.filter(\.isShown).compactMap(\.property.file))
        return properties.compactMap { property, _ in
            guard let file = property.file, told.insert(file).inserted else { return nil }
            let lines = AutomatonDetails.neverUsed(property.idleParts)
            return lines.isEmpty ? nil : ([file] + lines).joined(separator: "\n")
        }
    }

    /// Summary in one line: the number of answers of each kind, and how many are as expected.
    var text: String {
        let counts = ["proved", "refuted", "failed", "refines", "strays", "vacuous", "unknown"].compactMap {
            word -> String? in
            let count = made.filter { $0.verdict == word }.count
            return count == 0 ? nil : "\(count) \(word)"
        }
        var facts = counts.isEmpty ? [] : [counts.joined(separator: ", ")]
        let uncertified = made.filter(\.isUncertified).count
        if uncertified > 0 { facts.append("\(uncertified) without a certificate") }
        if !self.failed.isEmpty {
            facts.append("\(Numerals.count(self.failed.count, "question")) not asked, because of an error")
        }
        if let tally = made.map(\.status).tally { facts.append(tally) }
        let cuts = made.compactMap(\.cut)
        if let cut = cuts.first {
            facts.append("\(Numerals.count(cuts.count, "exploration")) ended early by \(cut)")
        }
        if !notStarted.isEmpty {
            facts.append(
                "\(Numerals.count(notStarted.count, "question")) not asked, because of the interrupt")
        }
        return "\(Numerals.count(made.count, "question")): \(facts.joined(separator: "; ")), in "
            + Numerals.seconds(seconds)
    }
}

extension ProofResult {
    /// True for a proof that nothing but the solver vouches for.
    fileprivate var isUncertified: Bool {
        switch outcome {
        case .claim(let finding, _):
            if case .proved(let proof) = finding.verdict { !proof.isCertified } else { false }
        case .impossibility(let finding): finding.verdict == .proved && finding.obstacle != nil
        case .automaton(let finding, _): verdict == "proved" && finding.proof?.isCertified != true
        // Of the facts there may be certificates, of the way from them to the statement there is none.
        case .rounds(let finding): finding.isProved
        case .model: verdict == "proved"
        case .refinement: false
        }
    }
}
