import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// JUnit's XML: a suite for each spec, a test case for each mutant, and one for each waiver that waives nothing.
struct MutateJUnit: Reporter {
    let console: Console
    let sources: SourcePaths

    func ended(_ results: JobResults<MutatedSpec>) throws {
        let suites =
            results.made.map(suite)
            + results.failed.map {
                JUnitSuite(name: $0.label, cases: [$0.testCase(className: FileName.folder($0.label))])
            }
            + results.notStarted.map(suite)
        try console.print(JUnitSuite.document(suites, seconds: results.seconds, sources: sources))
    }

    private func suite(_ entry: Catalog.Entry) -> JUnitSuite {
        let name = MutatedSpec.label(of: entry)
        return JUnitSuite(name: name, cases: [whole(name, .skipped("interrupted"))])
    }

    private func suite(_ result: MutatedSpec) -> JUnitSuite {
        let empty = result.emptiness.map {
            whole(
                result.name,
                result.instances.isEmpty ? .skipped($0) : .failed(type: "Nothing", message: $0, text: ""))
        }
        return JUnitSuite(
            name: result.name, seconds: result.seconds,
            cases: [empty].compactMap(\.self) + result.mutants.map { testCase($0, in: result) }
                + result.staleWaivers.map { testCase($0, in: result) })
    }

    private func whole(_ spec: String, _ outcome: JUnitCase.Outcome) -> JUnitCase {
        JUnitCase(className: FileName.folder(spec), name: "mutants", outcome: outcome)
    }

    private func testCase(_ mutant: MutatedSpec.Mutant, in result: MutatedSpec) -> JUnitCase {
        let (outcome, note) = outcome(of: mutant, in: result)
        return JUnitCase(
            className: FileName.folder(result.name), name: mutant.outline.lastingName, site: mutant.site,
            outcome: outcome, note: note)
    }

    private func outcome(
        of mutant: MutatedSpec.Mutant, in result: MutatedSpec
    ) -> (JUnitCase.Outcome, note: String) {
        let line = mutant.fate.line
        if let waiver = result.waiver(of: mutant) { return (.passed, "waived: \(waiver.reason)") }
        switch mutant.fate.kind {
        case .survived:
            let place = mutant.instance?.label ?? result.name
            return (.failed(type: "Survived", message: line, text: "in \(place)"), "")
        case .undecided: return (.skipped(line), "")
        case .noticed: return (.passed, "noticed \(line)")
        case .vacuous, .refused, .narrower, .equivalent:
            return (.passed, mutant.fate.kind.words + (line.isEmpty ? "" : ": \(line)"))
        }
    }

    private func testCase(_ stale: MutatedSpec.StaleWaiver, in result: MutatedSpec) -> JUnitCase {
        JUnitCase(
            className: FileName.folder(result.name), name: "waiver of \(stale.waiver.name)",
            site: stale.waiver.site,
            outcome: .failed(
                type: "StaleWaiver", message: "it waives nothing: \(stale.reason); take it out", text: ""))
    }
}
