import QuorateExplorer
import QuorateLanguage
import QuorateTraces

extension DiffReport {
    /// Remarks on the findings, those about one part of a spec together, and on the instances without an answer.
    func annotations(in catalog: Catalog) -> [Annotation] {
        FindingGroup.all(of: findings).map { annotation(of: $0, in: catalog) }
            + inconclusive.map { annotation(ofInconclusive: $0.label, $0.reasons, in: catalog) }
    }

    /// SARIF with a result for each remark.
    func sarif(in session: Session) -> JSONValue {
        SARIFLog(
            of: "diff", annotations(in: session.catalog), status: status, sources: session.sources
        ).json
    }

    /// The remark on findings of one kind, which is no failure unless somebody forbids it.
    private func annotation(of group: FindingGroup, in catalog: Catalog) -> Annotation {
        let finding = group.shown
        let isForbidden = request.forbidden.contains(finding.kind)
        let trace = trace(of: finding)
        let name = finding.instance ?? (finding.spec.isEmpty ? finding.subject : finding.spec)
        return Annotation(
            rule: AnnotationRule(.diff, finding.kind.rawValue), level: isForbidden ? .error : .note,
            title: "\(finding.kind.rawValue)\(isForbidden ? ", which is forbidden" : ""): \(name)",
            message: group.sentence + ".", subject: finding.path,
            place: trace?.steps.last?.site.map { .line($0) } ?? Self.place(of: finding.spec, in: catalog),
            trace: trace)
    }

    private func annotation(
        ofInconclusive label: String, _ reasons: [String], in catalog: Catalog
    ) -> Annotation {
        // The name of the spec stands in front of the mutant and the parameters.
        let spec = String(label.prefix { $0 != " " })
        return Annotation(
            rule: AnnotationRule(.diff, "inconclusive"), level: .warning, title: "inconclusive: \(label)",
            message: "\(label) was not compared to the end: \(reasons.joined(separator: "; ")).",
            subject: label, place: Self.place(of: spec, in: catalog))
    }

    /// The run that shows a finding, with lines where they are those of the work tree: never those of the base.
    func trace(of finding: DiffFinding) -> Trace? {
        guard let (run, claim) = finding.run else { return nil }
        var trace = run.trace(claim: claim)
        if finding.kind.isShownByBase || !isHeadInWorkTree {
            for step in trace.steps.indices { trace.steps[step].site = nil }
        }
        return trace
    }

    /// The declaration of a spec, if this program knows it: a side may have others.
    private static func place(of spec: String, in catalog: Catalog) -> Annotation.Place {
        (try? catalog.entry(spec)).map { Annotation.Place(of: $0.standard) } ?? .none
    }
}

extension DiffFinding.Kind {
    /// True where the run that shows it is one of the base.
    fileprivate var isShownByBase: Bool { self == .behaviourRemoved || self == .initialStateRemoved }
}
