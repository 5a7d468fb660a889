import QuorateLanguage
import QuorateReplay
import QuorateTraces

extension FinishedConformance: AnnotatedResult {
    static func place(of part: ConformPlan.Part, in catalog: Catalog) -> Annotation.Place {
        (try? catalog.entry(part.instance.spec)).map { Annotation.Place(of: $0.standard) } ?? .none
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        guard status != .asExpected else { return [] }
        return [
            Annotation(
                rule: AnnotationRule(.conform, missesStates ? "states-missed" : verdict.rawValue),
                level: level, title: headline, message: "\(run.spec.label): \(remark).",
                subject: run.spec.label, place: Annotation.Place(of: run.spec), trace: trace)
        ]
    }

    private var level: Annotation.Level {
        switch verdict {
        case .conforms, .diverges: .error
        case .vacuous: .warning
        case .inconclusive: .note
        }
    }

    private var remark: String {
        if missesStates {
            return "\(figures.specStates) states of the spec were seen, and"
                + " \(run.expected?.distinctStates ?? 0) are known"
        }
        return headline + (divergence.map { ". \($0.divergence)" } ?? "")
    }

    /// The run to where code and spec part, as a run of the spec.
    private var trace: Trace? {
        guard endsShortest, let divergence, let pairs = report.counterexamples.first else { return nil }
        let steps = pairs.steps.prefix(divergence.steps.count).map {
            Trace.Step(action: $0.action, site: nil)
        }
        return Trace(
            of: run.spec.instance, property: run.conformance.property, propertyKind: .always,
            propertySite: nil, steps: steps, states: divergence.states
        ).located(in: run.spec)
    }
}
