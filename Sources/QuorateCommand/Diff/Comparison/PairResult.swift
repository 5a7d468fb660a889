import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// Comparison of one instance on both sides.
struct PairResult {
    /// Answer for the instance as a whole.
    enum Answer {
        /// The same runs, judged in the same way; decided.
        case same
        /// A difference that is known, whatever else was not compared.
        case changed
        /// No answer, with the reasons.
        case inconclusive([String])
    }

    let label: String
    let findings: [DiffFinding]
    let answer: Answer
    /// Comparison of what the two sides do, or nil where one could not be searched.
    let compared: ComparedBehaviour?

    /// - Parameter graphs: the comparison of the graphs, or nil where one side could not be searched.
    init(_ pair: InstancePair, _ base: RunRecord, _ head: RunRecord, _ graphs: GraphComparison?) {
        label = pair.head.label
        compared = graphs.map(ComparedBehaviour.init)
        let runs = RunFindings(pair: pair, base: base, head: head)
        let behaviour = graphs.map { BehaviourFindings(pair: pair, graphs: $0) }
        findings = (behaviour?.all ?? []) + runs.all
        // A limit that ended the search has ended the graph too, which says more of it.
        var reasons = runs.obstacles
        if case .inconclusive(let more)? = graphs?.behaviour, !more.isEmpty { reasons = more }
        if !findings.isEmpty || graphs?.behaviour == .different {
            answer = .changed
        } else {
            answer = reasons.isEmpty ? .same : .inconclusive(reasons)
        }
    }
}

/// Findings from what `check` says of an instance on both sides.
struct RunFindings {
    let pair: InstancePair
    let base: RunRecord
    let head: RunRecord

    /// Reasons why the two cannot be compared.
    var obstacles: [String] {
        let limits = [("base", base.limit), ("head", head.limit)].compactMap { side, limit in
            limit.map { "\($0) ended the search of the \(side)" }
        }
        let errors = [("base", base.error), ("head", head.error)].compactMap { side, error in
            error.map { "the \(side) cannot be searched: \($0)" }
        }
        return limits + errors
    }

    var all: [DiffFinding] { verdict + capture + sameness }

    private func finding(_ kind: DiffFinding.Kind, _ subject: String, _ sentence: String) -> DiffFinding {
        DiffFinding(
            kind: kind, spec: pair.specs.head.name, instance: pair.head.label, subject: subject,
            sentence: sentence)
    }

    /// Change of the verdict: a search that a limit cut short has none, and so no other one.
    private var verdict: [DiffFinding] {
        guard base.limit == nil, head.limit == nil else { return [] }
        if base.outcome != head.outcome {
            return [finding(.verdictChanged, "", "it \(head.verdict); it \(base.formerVerdict)")]
        }
        let names = NamePairs(base.properties, head.properties, \.name, pair.specs.renames.properties)
        return names.both.filter { $0.outcome != $1.outcome }.map {
            finding(
                .verdictChanged, $1.name,
                "\(ForeignText.quoted($1.name)): \($1.outcomeWords); in the base: \($0.outcomeWords)")
        }
    }

    /// Change of what a variant is beside the spec.
    private var sameness: [DiffFinding] {
        guard let old = base.behaviour, let new = head.behaviour, old != new else { return [] }
        return [
            finding(
                .variantChanged, pair.head.variant ?? "",
                "its behaviour beside that of the spec: \(new); in the base: \(old)")
        ]
    }

    private var capture: [DiffFinding] {
        guard head.isCaught == false, base.isCaught != false,
            let mutant = pair.head.mutant,
            let expected = pair.specs.head.mutants.first(where: { $0.name == mutant })
        else { return [] }
        return [.notCaught(expected, of: pair.specs.head.name, instance: pair.head.label)]
    }
}

extension DiffFinding {
    /// A mutant that survives in an instance.
    static func notCaught(
        _ mutant: SpecRecord.Mutant, of spec: String, instance: String
    ) -> DiffFinding {
        DiffFinding(
            kind: .mutantNotCaught, spec: spec, instance: instance, subject: mutant.name,
            sentence:
                "the mutant \(mutant.name) does not break \(ForeignText.quoted(mutant.property)): \(mutant.story)"
        )
    }
}

extension RunRecord {
    fileprivate var verdict: String {
        switch outcome {
        case nil: "cannot be searched (\(error ?? "unknown"))"
        case "holds"?: "holds"
        case "violated"?: "is violated (\(fallen))"
        case let other?: "is \(other)"
        }
    }

    fileprivate var formerVerdict: String {
        switch outcome {
        case nil: "could not be searched (\(error ?? "unknown"))"
        case "holds"?: "held"
        case "violated"?: "was violated (\(fallen))"
        case let other?: "was \(other)"
        }
    }

    private var fallen: String {
        properties.filter { ["violated", "notReached"].contains($0.outcome) }.map(\.words).joined(
            separator: ", ")
    }
}

extension RunRecord.Property {
    /// The name with the length of the run that shows it.
    fileprivate var words: String {
        ForeignText.quoted(name)
            + (outcome == "notReached" ? " not reached" : steps.map { " after \($0)" } ?? "")
    }

    fileprivate var outcomeWords: String {
        (outcome == "notReached" ? "not reached" : outcome) + (steps.map { " after \($0)" } ?? "")
    }
}
