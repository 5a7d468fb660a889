import QuorateExplorer
import QuorateTraces

extension DiffReport {
    /// JUnit's XML: a test case for each instance and each finding, of which those that are forbidden fail.
    func junit(_ sources: SourcePaths) -> String {
        let passed = (unchanged + same).map {
            JUnitCase(className: "diff.instance", name: $0, outcome: .passed)
        }
        let skipped = inconclusive.map {
            JUnitCase(
                className: "diff.instance", name: $0.label,
                outcome: .skipped($0.reasons.joined(separator: "; ")))
        }
        let cases = passed + skipped + findings.map(testCase)
        return JUnitSuite.document([JUnitSuite(name: "diff", cases: cases)], sources: sources)
    }

    private func testCase(_ finding: DiffFinding) -> JUnitCase {
        let isForbidden = request.forbidden.contains(finding.kind)
        let text = finding.run.map { $0.run.rendering(claim: $0.claim) } ?? ""
        return JUnitCase(
            className: "diff.\(finding.kind.rawValue)", name: finding.path,
            outcome: isForbidden
                ? .failed(type: finding.kind.rawValue, message: finding.sentence, text: text) : .passed,
            note: isForbidden ? "" : finding.sentence)
    }
}
