import QuorateExplorer
import QuorateTraces

/// Findings beside those in the lock.
struct LockComparison {
    /// The differences among what is known.
    let differences: [LockDifference]
    /// Things of which nothing is known, with the reasons.
    let unknown: [(key: VerdictLock.Key, reason: String)]
    /// Number of findings that were compared.
    let count: Int

    init(_ lock: VerdictLock, _ findings: LockFindings, of specs: Set<String>?) {
        // What did not come to an end is not said to be gone.
        let locked = lock.findings.filter { $0.key.isOf(specs) && findings.unknown[$0.key] == nil }
        differences = LockDifference.all(locked, findings.known)
        unknown = findings.unknown.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        count = findings.known.count
    }

    /// Knowledge of everything that was to be found.
    var isComplete: Bool { unknown.isEmpty && count > 0 }
}

/// Outcome of a comparison with the lock, or of an update of it.
struct LockReport {
    let use: CheckCommand.LockUse
    let comparison: LockComparison

    private var path: String { use.file.path }
    private var differences: [LockDifference] { comparison.differences }

    /// The exit status, with those of what was found.
    func status(with statuses: [ExitStatus]) -> ExitStatus {
        let differs = !use.isUpdate && !differences.isEmpty
        return .joined(statuses + (differs ? [.otherFigures] : []), countingSuccesses: false)
    }

    /// A line for each difference, and a summary.
    var text: String {
        if use.isUpdate, !comparison.isComplete {
            return (notCompared + ["\(path) is as it was, because not everything is known"])
                .joined(separator: "\n")
        }
        let lines = differences.map { use.isUpdate ? $0.changeText : "differs  \($0.text)" }
        return (lines + notCompared + [summary]).joined(separator: "\n")
    }

    /// The most of these that are listed: after an interrupt they are the rest of the catalog.
    private static let mostListed = 10

    private var notCompared: [String] {
        let (all, most) = (comparison.unknown, Self.mostListed)
        let lines = all.prefix(most).map { "unknown  \($0.key.words): \($0.reason)" }
        return lines + (all.count > most ? ["unknown  \(all.count - most) more"] : [])
    }

    private var summary: String {
        let findings = Numerals.count(comparison.count, "finding")
        var facts = [
            differences.isEmpty
                ? (use.isUpdate ? "none changed" : "all as locked")
                : Numerals.count(differences.count, use.isUpdate ? "change" : "difference")
        ]
        if !comparison.unknown.isEmpty { facts.append("\(comparison.unknown.count) not compared") }
        return "\(path): \(findings), \(facts.joined(separator: ", "))"
    }

    /// The comparison for other programs.
    var json: JSONValue {
        [
            "file": .string(path),
            "isUpdated": .boolean(use.isUpdate && comparison.isComplete),
            "findings": JSONValue(comparison.count), "differences": .array(differences.map(\.json)),
            "unknown": .array(
                comparison.unknown.map {
                    [
                        "kind": .string($0.key.kind.word), "name": .string($0.key.label),
                        "reason": .string($0.reason),
                    ]
                }),
        ]
    }

    /// The one object with everything that was found, and the comparison.
    static func json(
        of results: CatalogCheck.Results, adding report: LockReport, _ console: Console
    ) -> JSONValue {
        [
            "version": .string(quorateVersion), "runs": CheckJSON.runs(results.runs),
            "claims": results.claims.map(ProveJSON.claims) ?? [],
            "conformance": results.conformance.map { ConformJSON(console: console).runs($0) } ?? [],
            "lock": report.json,
        ]
    }
}
