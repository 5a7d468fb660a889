import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateTraces

extension ProofResult: AnnotatedResult {
    static func place(of request: ProofRequest, in catalog: Catalog) -> Annotation.Place {
        switch request.subject {
        case .claim(let claim): .line(claim.site)
        case .automaton(let property): property.file.map { .file($0) } ?? .none
        case .impossibility, .model, .rounds, .refinement: .none
        }
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        if status == .asExpected { return [] }
        let title = "\(request.name) is \(verdict)"
        return [
            Annotation(
                rule: AnnotationRule(group, request.name), level: level, title: title,
                message: "\(title)\(judgement). \(request.sentence)", subject: request.name,
                place: Self.place(of: request, in: catalog),
                trace: trace)
        ]
    }

    private var group: AnnotationRule.Group {
        switch outcome {
        case .claim: .claim
        case .impossibility, .model, .rounds, .refinement: .theorem
        case .automaton: .automaton
        }
    }

    private var level: Annotation.Level {
        switch status {
        case .inconclusive: .note
        case .vacuous: .warning
        default: .error
        }
    }

    /// The run of the spec that shows what the refuted claim means, where there is one.
    private var trace: Trace? {
        switch outcome {
        case .claim(_, .explored(let report)): report.counterexamples.first
        case .refinement(let finding): finding.stray?.trace
        default: nil
        }
    }

    /// Ground of the verdict, and the verdict that was expected.
    var judgement: String {
        switch outcome {
        case .impossibility(let finding): ": \(finding.remark)"
        case .model: ": \(remark)"
        case .rounds(let finding): ": \(finding.remark)"
        case .automaton(let finding, let bound): ": \(bound?.remark ?? finding.remark)"
        case .refinement: ": \(remark)"
        case .claim(let finding, let run): finding.ground + finding.expectation + (run?.obstacle ?? "")
        }
    }
}

extension Finding {
    fileprivate var ground: String {
        switch verdict {
        case .proved: ""
        case .refuted(let counterexample): " with \(counterexample.witness.numbers)"
        case .unknown(let reason): ": \(reason)"
        case .vacuous: ": its hypotheses cannot hold when \(claim.interest)"
        }
    }

    fileprivate var expectation: String {
        isAsExpected ? "" : ", and was to be \(claim.expected.words)"
    }
}

extension ClaimRun {
    /// Reason for which the run says nothing, or nil.
    fileprivate var obstacle: String? {
        switch self {
        case .impossible(let reason): ", and the run that is to show it cannot be made: \(reason)"
        case .explored(let report):
            report.cut(continuing: false).map { ", and \($0) ended the run that is to show it" }
        }
    }
}
