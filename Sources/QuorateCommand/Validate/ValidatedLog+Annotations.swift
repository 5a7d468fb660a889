import QuorateLanguage
import QuorateTraces

extension ValidatedLog: AnnotatedResult {
    static func place(of part: ValidatePlan, in catalog: Catalog) -> Annotation.Place {
        .file(part.files.first ?? "")
    }

    func annotations(in catalog: Catalog) -> [Annotation] {
        runs.filter { !$0.isExplained }.map(annotation) + faults.map(annotation)
            + (leavesExecutionsAlone ? [remark] : [])
    }

    /// Remark on executions that were not compared.
    private var remark: Annotation {
        let title = "executions that were not compared"
        return Annotation(
            rule: AnnotationRule(.validate, "executions"), level: .note, title: title,
            message: "The executions were \(executionFacts.joined(separator: "; ")).",
            subject: "\(spec.label), \(plan.label)", place: .file(plan.files[0], line: 1))
    }

    private func annotation(of fault: LogExecutions.Fault) -> Annotation {
        Annotation(
            rule: AnnotationRule(.validate, "executions"), level: .error, title: "executions that cannot be",
            message: fault.text, subject: "\(spec.label), \(plan.label)",
            place: .file(plan.files[fault.place.fileIndex], line: fault.place.line))
    }

    private func annotation(of run: Run) -> Annotation {
        let refusal = run.impasse?.alternatives.first?.refusals.first
        let line = refusal.map { run.line($0.observation) }
        let file = plan.files[line?.fileIndex ?? 0]
        let told = refusal.map { run.observation($0.observation).text } ?? ""
        let reasons = (refusal?.candidates ?? []).prefix(3).map(\.text).joined(separator: "; ")
        let title =
            run.isUnexplained ? "no step of \(spec.name) explains this" : "not everything was searched"
        return Annotation(
            rule: AnnotationRule(.validate, run.verdict), level: run.isUnexplained ? .error : .note,
            title: title,
            message: "\(title): \(told).\(reasons.isEmpty ? "" : " Nearest: \(reasons).")",
            subject: "\(spec.label), \(plan.label)", place: .file(file, line: line?.line ?? 1))
    }
}

extension ValidatedLog: SummarizedResult {
    static var columns: [Summary.Column] {
        [.init(name: "Log"), .init(name: "Verdict"), .init(name: "Lines explained", isNumber: true)]
    }

    static func words(for results: JobResults<ValidatedLog>) -> String {
        results.made.first?.headline ?? "no result"
    }

    var rows: [Summary.Row] {
        let failed = runs.filter { !$0.isExplained }
        let shown = failed.isEmpty && runs.count > 1 ? [] : failed.isEmpty ? runs : Array(failed.prefix(20))
        let whole = Summary.Row(
            cells: [
                .code(plan.label), .words(verdict),
                .words("\(runs.reduce(0) { $0 + $1.explainedCount }) of \(counts.compared)"),
            ], isAsExpected: status == .asExpected)
        let executed = executionRows
        if runs.count == 1 { return [whole] + executed }
        return [whole] + executed
            + shown.map { run in
                Summary.Row(
                    cells: [
                        .code(run.log.name), .words(run.verdict),
                        .words("\(run.explainedCount) of \(run.lineCount)"),
                    ], isAsExpected: run.isExplained)
            }
    }

    /// A row for executions that were not compared, so that nobody takes the log's verdict for theirs.
    private var executionRows: [Summary.Row] {
        guard leavesExecutionsAlone else { return [] }
        let facts = executionFacts.joined(separator: "; ")
        return [Summary.Row(cells: [.words("executions"), .words(facts), .words("")], isAsExpected: true)]
    }
}
