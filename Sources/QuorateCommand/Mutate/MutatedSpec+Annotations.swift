import QuorateExplorer
import QuorateLanguage

extension MutatedSpec: AnnotatedResult {
    static func place(of entry: Catalog.Entry, in catalog: Catalog) -> Annotation.Place {
        Annotation.Place(of: entry.standard)
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        survivors.map(survival) + staleWaivers.map(staleness)
            + undecided.map(openQuestion) + [emptinessRemark].compactMap(\.self)
    }

    private func survival(of mutant: Mutant) -> Annotation {
        Annotation(
            rule: AnnotationRule(.mutate, "survivor"), level: .error,
            title: "nobody notices \(mutant.outline.name)",
            message: "Nobody notices \(named(mutant)): \(mutant.outline.kind.change). \(mutant.difference).",
            subject: subject(mutant.outline.lastingName), place: place(of: mutant))
    }

    private func staleness(of stale: StaleWaiver) -> Annotation {
        let title = "the waiver of \(stale.waiver.name) waives nothing"
        return Annotation(
            rule: AnnotationRule(.mutate, "stale-waiver"), level: .error, title: title,
            message: "\(name): \(title). It can be taken out: \(stale.reason).",
            subject: subject(stale.waiver.name), place: .line(stale.waiver.site))
    }

    private func openQuestion(on mutant: Mutant) -> Annotation {
        Annotation(
            rule: AnnotationRule(.mutate, "undecided"), level: .warning,
            title: "\(mutant.outline.name) is not decided",
            message: "Nobody knows whether \(named(mutant)) would be noticed: \(mutant.fate.text).",
            subject: subject(mutant.outline.lastingName), place: place(of: mutant))
    }

    private var emptinessRemark: Annotation? {
        emptiness.map {
            Annotation(
                rule: AnnotationRule(.mutate, instances.isEmpty ? "no-instance" : "no-mutant"),
                level: .warning, title: "\(name) has no mutants", message: "\(name): \($0).", subject: name,
                place: Annotation.Place(of: entry.standard))
        }
    }

    /// Subject of a remark, which tells it from others and outlives changes of lines.
    private func subject(_ part: String) -> String { "\(name) \(part)" }

    /// Mutant by its name, with the spec or the instance that it is made of.
    private func named(_ mutant: Mutant) -> String {
        "\(mutant.outline.name) in \(mutant.instance?.label ?? name)"
    }

    private func place(of mutant: Mutant) -> Annotation.Place {
        mutant.site.map { .line($0) } ?? Annotation.Place(of: entry.standard)
    }
}

extension MutatedSpec.Mutant {
    /// First difference between the mutant and the spec, or the claims that are proved all the same.
    fileprivate var difference: String {
        guard instance != nil else { return "Of its claims: \(fate.text)" }
        guard let steps = fate.steps, steps > 0 else { return "At the start: \(fate.text)" }
        return "After \(Numerals.count(steps, "step")): \(fate.text)"
    }
}

extension MutantOutline {
    /// Name with a number instead of a line, since lines move: what a waiver would name.
    var lastingName: String {
        [kind.rawValue, subject, "\(ordinal)"].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension MutantKind {
    /// Change that mutants of the kind make, as a clause.
    fileprivate var change: String {
        switch self {
        case .dropGuard: "the guard is not asked"
        case .neverTake: "the step is never taken"
        case .dropEffect: "the step changes nothing"
        case .smallerQuorum: "each quorum of the rule has one member less"
        case .largerQuorum: "each quorum of the rule has one member more"
        case .dropInitialState: "no run begins in one of the initial states"
        case .moreFaulty: "one replica more is faulty"
        case .dropHypothesis: "the hypothesis is missing in all claims that have it"
        case .changeNumber: "a number is one less or more in all claims that have it"
        }
    }
}
