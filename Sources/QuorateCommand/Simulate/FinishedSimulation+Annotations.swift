import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension FinishedSimulation: AnnotatedResult {
    static func place(of run: CheckPlan.Run, in catalog: Catalog) -> Annotation.Place {
        Annotation.Place(of: run.spec)
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        if isAsExpected { return [] }
        let mutant = status == .mutantNotCaught ? [survival] : []
        if report.outcome == .violated { return mutant + violations }
        return [openQuestion]
    }

    private var spec: ErasedSpec { planned.spec }

    /// The properties that are violated, each with the run that shows it.
    private var violations: [Annotation] {
        report.counterexamples.enumerated().map { position, trace in
            let title = "\"\(trace.property)\" is violated"
            return Annotation(
                rule: AnnotationRule(.init(trace.propertyKind), trace.property), level: .error, title: title,
                message: "\(title) \(trace.extent) in \(spec.label).", subject: spec.label,
                place: trace.propertySite.map { .line($0) } ?? Annotation.Place(of: spec), trace: trace,
                traceFile: file(position))
        }
    }

    private var survival: Annotation {
        let broken = planned.expectation.brokenProperty ?? ""
        return Annotation(
            rule: AnnotationRule(.mutant, spec.mutant ?? broken), level: .error,
            title: "\(spec.mutant ?? spec.name) is not caught by \"\(broken)\"",
            message: "\(remark ?? ""), in \(spec.label).", subject: spec.label,
            place: spec.mutantExpectation.map { .line($0.site) } ?? Annotation.Place(of: spec))
    }

    private var openQuestion: Annotation {
        let isVacuous = status == .vacuous
        return Annotation(
            rule: AnnotationRule(.search, isVacuous ? "nothing-checked" : "runs"),
            level: isVacuous ? .warning : .note,
            title: isVacuous ? "nothing is checked" : "nothing was found",
            message: "\(spec.label): \(remark ?? report.verdict).", subject: spec.label,
            place: Annotation.Place(of: spec))
    }
}
