extension ModelFinding {
    /// Ground of the verdict, in a few words.
    public var remark: String {
        switch verdict {
        case .proved: "\(answers.count) obligations" + (grounds.isEmpty ? "" : ", resting on \(claims)")
        case .failed(let answer): "\(answer.name): fails"
        case .vacuous(let answer): "\(answer.name): it cannot"
        case .unknown(let answer, let reason): "\(answer.name): \(reason)"
        }
    }

    /// Everything about the finding, in lines.
    public var details: String {
        var lines = ["\(model.name): \(headline)", "  \(model.sentence)", ""]
        lines += Self.column("source", [model.source])
        lines += Self.column("safety", model.safetyProperties)
        lines += Self.column("rests on", restsOn)
        lines += Self.column("questions", [questions])
        lines += reason + Self.column("certificate", ["none: \(Self.warrant)"])
        lines += Self.column("not shown", Self.limits) + Self.column("solver", [Prover.solver])
        return (lines + expectation).joined(separator: "\n")
    }

    private var expectation: [String] {
        guard !isAsExpected else { return [] }
        let wanted = model.breaks.map { "to fail, where \($0)" } ?? "to be proved"
        return ["", "Not as expected: the model is \(wanted)."]
    }

    /// Warrant of the answers, which have no certificate; a counterexample is evaluated without the solver.
    static let warrant = "the solver alone says so"

    /// Limits of such a proof, which are said with each.
    static let limits = [
        "that anything is ever decided", "that a spec, or code, behaves like the model",
    ]

    private var headline: String {
        switch verdict {
        case .proved:
            grounds.isEmpty
                ? "proved, for any number of replicas" : "proved, for all numbers that its claims are about"
        case .failed: failed
        case .vacuous: "vacuous"
        case .unknown: "unknown"
        }
    }

    private var failed: String {
        "failed, \(failures.count == 1 ? "an obligation does" : "\(failures.count) obligations do") not hold"
    }

    private var claims: String {
        grounds.map(\.claim.name).joined(separator: ", ")
    }

    private var restsOn: [String] {
        let claims = grounds.flatMap { ground in
            [
                "\(ground.claim.name): \(ground.claim.sentence) (proved, "
                    + (ground.isCertified ? "certificate checked)" : "no certificate)"),
                "  given \(ground.claim.given.map(\.description).joined(separator: ", "))",
            ]
        }
        return claims + model.assumptionNames
    }

    private var questions: String {
        let asked = answers.count { !$0.isUntouched }
        return "\(answers.count) obligations, \(asked) of them put to the solver, the slowest in "
            + Self.milliseconds(slowest)
            + (asked < answers.count ? "; the others speak of nothing that their action changes" : "")
    }

    private var reason: [String] {
        switch verdict {
        case .proved: []
        case .vacuous(let answer): Self.column("cannot", [answer.name])
        case .unknown(let answer, let reason): Self.column("open", ["\(answer.name): \(reason)"])
        case .failed(let answer):
            Self.column("fails", failures.map(\.name)) + [""] + demonstration(of: answer) + [""]
        }
    }

    private func demonstration(of answer: Answer) -> [String] {
        guard case .fails(let failure?) = answer.outcome else {
            return ["  \(answer.name) fails; no small state was found that shows it"]
        }
        let heading = "\(answer.name) fails with \(failure.size)."
        let words = reach(of: failure).words
        return ["  \(heading)", "  \(words)", ""] + failure.lines.map { "  " + $0 }
    }

    /// Reach of the state before in a counterexample.
    public func reach(of failure: InductionFailure) -> ModelReach { failure.reach(in: model) }

    private static func milliseconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .microseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }

    private static func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { index, item in
            let head = index == 0 ? subject : ""
            return "  " + head + String(repeating: " ", count: max(0, 13 - head.count)) + item
        }
    }
}

extension ModelFinding.Verdict {
    /// The verdict in one word.
    public var word: String {
        switch self {
        case .proved: "proved"
        case .failed: "failed"
        case .vacuous: "vacuous"
        case .unknown: "unknown"
        }
    }
}
