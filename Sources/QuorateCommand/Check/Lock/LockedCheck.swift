import QuorateExplorer
import QuorateTraces

/// The usual runs of specs with their claims and their conformance, beside the lock.
struct LockedCheck {
    private let use: CheckCommand.LockUse
    private let check: CatalogCheck
    private let isJSON: Bool
    private let isQuiet: Bool
    private let kept: VerdictLock

    /// Reads the lock, which is better known before a long search.
    ///
    /// - Throws: ``CommandError`` for a lock that is missing, malformed or not to be written.
    init(
        _ use: CheckCommand.LockUse, _ request: CheckRequest, session: Session, isJSON: Bool, isQuiet: Bool
    ) throws {
        self.use = use
        self.isJSON = isJSON
        // Of an update the changes say enough.
        self.isQuiet = isQuiet || use.isUpdate
        check = try CatalogCheck(request, in: session, showsProgress: !isQuiet)
        let kept = try use.file.read()
        if use.isUpdate {
            try use.file.requireWritable()
        } else if kept == nil {
            throw CommandError.noLock(file: use.file.path)
        }
        self.kept = kept ?? VerdictLock()
    }

    private var specs: Set<String>? { check.request.specs.isEmpty ? nil : Set(check.request.specs) }

    /// Does everything, and returns the exit status of all.
    func run() async throws -> ExitStatus {
        let results = try await check.results(printing: isJSON ? .nothing : .text(isQuiet: isQuiet))
        var findings = LockFindings()
        findings.add(results.runs)
        if let claims = results.claims { findings.add(claims) }
        if let conformance = results.conformance { findings.add(conformance) }
        let comparison = LockComparison(kept, findings, of: specs)
        if use.isUpdate, comparison.isComplete {
            try use.file.write(kept.replacing(specs, by: findings.known))
        }
        let report = LockReport(use: use, comparison: comparison)
        let console = check.session.console
        if isJSON {
            try console.print(LockReport.json(of: results, adding: report, console))
        } else {
            try console.print(report.text)
        }
        return report.status(with: findings.statuses)
    }
}
