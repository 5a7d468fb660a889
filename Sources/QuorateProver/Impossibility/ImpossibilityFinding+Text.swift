extension ImpossibilityFinding {
    /// Remark in a line beside the verdict.
    public var remark: String {
        switch verdict {
        case .proved: size
        case .refuted(let reason), .unknown(let reason): reason
        }
    }

    /// Number of lemmas and questions, as in `4 lemmas, 16 questions to the solver`.
    private var size: String {
        let questions = steps.map(\.questions).reduce(0, +)
        let lemmas = "\(steps.count) \(steps.count == 1 ? "lemma" : "lemmas")"
        return "\(lemmas), \(questions) \(questions == 1 ? "question" : "questions") to the solver"
    }

    /// Everything about the finding, in lines.
    public var details: String {
        let title = ["\(impossibility.name): \(verdict.word)", "  \(impossibility.sentence)", ""]
        let source = Self.column("source", impossibility.source)
        let column = verdict == .proved ? [Self.column("certificate", warrant)] : []
        let solver = [Self.column("solver", Prover.solver)]
        return (title + [source] + steps.flatMap(lines) + column + solver).joined(separator: "\n")
    }

    /// Ground on which one may believe the verdict, in a line.
    private var warrant: String {
        let all = steps.map(\.certificate).reduce(.checked(steps: 0), +)
        guard case .checked(let count) = all else { return "none: the solver alone says so" }
        return
            "checked: \(count) steps of equality show the contradictions; what can be met is by the solver's word"
    }

    /// Reason for which there is no verdict or no certificate, or nil.
    public var obstacle: String? {
        let isCertified = steps.allSatisfy { $0.certificate != .none }
        return reason ?? (isCertified ? nil : "the solver alone says so")
    }

    private func lines(_ step: Step) -> [String] {
        let milliseconds = Int((step.duration / .microseconds(100)).rounded())
        let time = "\(milliseconds / 10).\(milliseconds % 10) ms"
        let words: [String] =
            switch step.outcome {
            case .proved: step.notes
            case .refuted(let reason), .unknown(let reason): [reason]
            }
        return [Self.column(step.outcome.word, "\(step.sentence)  (\(time))")]
            + words.map { Self.column("", "  \($0)") }
    }

    private static func column(_ subject: String, _ text: String) -> String {
        "  " + subject + String(repeating: " ", count: max(0, 13 - subject.count)) + text
    }
}
