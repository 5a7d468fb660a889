import QuorateLanguage
import QuorateReplay
import QuorateTraces

extension ReplayedFile: AnnotatedResult {
    static func place(of part: ReplayPlan.Part, in catalog: Catalog) -> Annotation.Place {
        .file(part.path)
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        replays.filter { $0.status != .asExpected }.map { $0.annotation(in: catalog) }
    }
}

extension FinishedReplay {
    /// The remark on a replay that is not as expected, at the property that the run is about.
    fileprivate func annotation(in catalog: Catalog) -> Annotation {
        let spec = try? trace.instance.spec(in: catalog)
        let located = spec.map(trace.located) ?? trace
        return Annotation(
            rule: rule, level: .error, title: title, message: "\(title): \(reason).",
            subject: "\(trace.instance.label) on \(codeName)",
            place: located.propertySite.map { .line($0) } ?? .file(file), trace: located, traceFile: file)
    }

    private var title: String { "\(trace.spec), \(codeName), is not as expected" }

    private var reason: String {
        if let disagreement {
            return
                "in a process of its own it is not the same, at step \(disagreement.step): \(disagreement.field)"
        }
        let place = report.action.map { " at \($0)" } ?? ""
        return "\(report.outcome)\(place); expected is \(expectation). The run is in \(file)"
    }

    private var rule: AnnotationRule {
        if disagreement != nil { return AnnotationRule(.replay, "disagrees-with-itself") }
        return switch report.outcome {
        case .reproduced: AnnotationRule(.replay, "reproduced")
        case .refused: AnnotationRule(.replay, "refused")
        case .leftOut: AnnotationRule(.replay, "left-out")
        case .withstood: AnnotationRule(.replay, "withstood")
        case .followed: AnnotationRule(.replay, "followed")
        case .diverged: AnnotationRule(.replay, "diverged")
        case .noSuchCode, .noSuchStart: AnnotationRule(.replay, "not-possible")
        }
    }
}
