import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension FinishedRun: AnnotatedResult {
    static func place(of run: CheckPlan.Run, in catalog: Catalog) -> Annotation.Place {
        Annotation.Place(of: run.spec)
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        if judgement.isAsExpected { return condition }
        guard let report else { return [failure(at: judgement.site, remarks)] }
        let beyond = report.fault.map { [failure(at: $0.site, $0.messageWithSite)] } ?? []
        return found(in: report) + beyond
    }

    private func found(in report: Report) -> [Annotation] {
        switch judgement.status {
        case .mutantNotCaught: [survival(in: report)] + falls(in: report)
        case .otherFigures: [figures(of: report)]
        case .vacuous: falls(in: report) + vacuities(of: report)
        case .inconclusive: openQuestions(of: report)
        case .malformedInput where planned.expectation.brokenProperty != nil: []
        default: falls(in: report)
        }
    }

    /// A verdict on all states that hangs on more than the search has seen.
    private var condition: [Annotation] {
        guard let report, let condition = report.condition else { return [] }
        return [
            annotation(
                AnnotationRule(.search, "symmetry"), .note, "what is said holds under a condition",
                "\(spec.label): \(condition); evidence, no proof.", at: Annotation.Place(of: spec))
        ]
    }

    private var remarks: String { judgement.remarks.joined(separator: "; ") }
    private var spec: ErasedSpec { planned.spec }

    private func annotation(
        _ rule: AnnotationRule, _ level: Annotation.Level, _ title: String, _ message: String? = nil,
        at place: Annotation.Place, _ trace: Trace? = nil
    ) -> Annotation {
        let position = trace.flatMap { report?.counterexamples.firstIndex(of: $0) }
        return Annotation(
            rule: rule, level: level, title: title, message: message ?? "\(title) in \(spec.label).",
            subject: spec.label, place: place, trace: trace, traceFile: position.flatMap(file))
    }

    /// A spec that could not be searched, or not to the end.
    private func failure(at site: SourceSite?, _ message: String) -> Annotation {
        annotation(
            AnnotationRule(report == nil ? judgement.status : .malformedInput), .error,
            "\(spec.name) cannot be searched", message,
            at: site.map { .line($0) } ?? Annotation.Place(of: spec))
    }

    /// The properties that are violated or not reached, each with the run that shows it.
    private func falls(in report: Report) -> [Annotation] {
        report.properties.filter { report.breaks($0.name) }.map { property in
            let trace = report.counterexamples.first { $0.property == property.name }
            let isViolated = property.outcome == .violated
            let title = "\"\(property.name)\" is \(isViolated ? "violated" : "not reached")"
            let length = trace.map { " \($0.extent)" } ?? ""
            return annotation(
                property.rule, isViolated ? .error : .warning, title, "\(title)\(length) in \(spec.label).",
                at: .line(property.site), trace)
        }
    }

    /// The mutant that lives, or the instance that does not break what it is listed to break.
    private func survival(in report: Report) -> Annotation {
        let broken = planned.expectation.brokenProperty ?? ""
        let site = spec.mutantExpectation?.site ?? report.properties.first { $0.name == broken }?.site
        let title =
            "\(spec.mutant.map { "the mutant \($0)" } ?? spec.name) is not caught by \"\(broken)\""
        return annotation(
            AnnotationRule(.mutant, spec.mutant ?? broken), .error, title,
            "\(report.survival(of: broken)), in \(spec.label).",
            at: site.map { .line($0) } ?? Annotation.Place(of: spec))
    }

    private func figures(of report: Report) -> Annotation {
        annotation(
            AnnotationRule(.figures, spec.name), .error, "other figures than expected",
            "Other figures than expected in \(spec.label): \(remarks).", at: Annotation.Place(of: spec))
    }

    /// Event that never happens, although it must be possible.
    private func vacuities(of report: Report) -> [Annotation] {
        let whole = report.emptiness.map { emptiness in
            [
                annotation(
                    AnnotationRule(.search, "nothing-checked"), .warning, "nothing is checked",
                    "\(spec.label): \(emptiness)", at: Annotation.Place(of: spec))
            ]
        }
        if let whole { return whole }
        let premises = report.properties.filter { !$0.premiseHeld }.map { property in
            annotation(
                AnnotationRule(.premise, property.name), .warning,
                "the premise of \"\(property.name)\" never holds", at: .line(property.site))
        }
        let idle = report.actions.filter { $0.isRequired && $0.taken == 0 }.map { action in
            annotation(
                AnnotationRule(.action, action.name), .warning,
                "the required action \(action.name) is never taken",
                at: Annotation.Place(of: spec))
        }
        return premises + idle
    }

    /// The properties that a limit has left open; or the whole run, where what was open is something else.
    private func openQuestions(of report: Report) -> [Annotation] {
        let reason = report.limit.map { "\($0) ended the search" } ?? "the search ended early"
        let open =
            report.outcome == .inconclusive ? report.properties.filter { $0.outcome == .inconclusive } : []
        if open.isEmpty {
            return [
                annotation(
                    AnnotationRule(.search, "limit"), .note, "not everything was seen",
                    "\(spec.label): \(remarks.isEmpty ? reason : remarks).", at: Annotation.Place(of: spec))
            ]
        }
        return open.map { property in
            annotation(
                property.rule, .note, "\"\(property.name)\" is not decided",
                "\"\(property.name)\" is not decided in \(spec.label): \(reason).", at: .line(property.site))
        }
    }
}

extension Report.PropertyReport {
    fileprivate var rule: AnnotationRule { AnnotationRule(.init(kind), name) }
}

extension Trace {
    /// Length of the run in words, as in `after 4 steps` and `by a loop of 2 steps after 3`.
    var extent: String {
        guard let loop else { return "after \(Numerals.count(steps.count, "step"))" }
        let around = steps.count - loop.start
        return around > 0
            ? "by a loop of \(Numerals.count(around, "step")) after \(loop.start)"
            : "by staying for ever after \(Numerals.count(steps.count, "step"))"
    }
}
