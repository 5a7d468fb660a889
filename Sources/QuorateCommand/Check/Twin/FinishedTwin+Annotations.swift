import QuorateLanguage
import QuorateTraces

extension FinishedTwin: AnnotatedResult {
    static func place(of subject: TwinPlan.Subject, in catalog: Catalog) -> Annotation.Place {
        subject.sizes.first.map { Annotation.Place(of: $0.spec) } ?? .none
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        let level: Annotation.Level
        switch verdict {
        case .same: return []
        case .different: level = .error
        case .vacuous: level = .warning
        case .inconclusive: level = .note
        }
        let size = compared.first { $0.difference != nil }
        let spec = size?.spec ?? subject.sizes.first?.spec
        let text = size?.difference.map { ". \($0.text)" } ?? ""
        return [
            Annotation(
                rule: AnnotationRule(.adversaryTwin, verdict.rawValue), level: level, title: headline,
                message: "\(spec?.label ?? subject.name): \(headline)\(text)", subject: subject.name,
                place: spec.map(Annotation.Place.init(of:)) ?? .none, trace: size?.difference?.trace)
        ]
    }
}
