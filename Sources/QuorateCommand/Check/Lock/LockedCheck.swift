import QuorateExplorer
import QuorateTraces

/// The usual runs of specs with their claims and their conformance, beside the lock.
struct LockedCheck {
    private let use: CheckCommand.LockUse
    private let request: CheckRequest
    private let session: Session
    private let isJSON: Bool
    private let progress: ProgressDisplay?
    private let isQuiet: Bool

    private let kept: VerdictLock
    private let checks: CheckPlan
    private let proofs: ProvePlan
    private let conformance: ConformPlan

    /// Reads the lock, which is better known before a long search.
    ///
    /// - Throws: ``CommandError`` for a lock that is missing, malformed or not to be written.
    init(
        _ use: CheckCommand.LockUse, _ request: CheckRequest, session: Session, isJSON: Bool, isQuiet: Bool
    ) throws {
        self.use = use
        self.request = request
        self.session = session
        self.isJSON = isJSON
        // Of an update the changes say enough.
        self.isQuiet = isQuiet || use.isUpdate
        progress = isQuiet ? nil : ProgressDisplay(console: session.console)
        checks = try CheckPlan(request, catalog: session.catalog)
        let specs = request.specs.isEmpty ? nil : Set(request.specs)
        proofs = ProvePlan(
            requests: try ProvePlan.requests(of: session).filter { request in
                specs.map { request.spec.map($0.contains) ?? false } ?? true
            })
        conformance = ConformPlan(
            listedBy: session.drivers.filter { specs?.contains($0.spec) ?? true }, in: session.catalog)
        let kept = try use.file.read()
        if use.isUpdate {
            try use.file.requireWritable()
        } else if kept == nil {
            throw CommandError.noLock(file: use.file.path)
        }
        self.kept = kept ?? VerdictLock()
    }

    private var specs: Set<String>? { request.specs.isEmpty ? nil : Set(request.specs) }

    /// Does everything, and returns the exit status of all.
    func run() async throws -> ExitStatus {
        let runs = try await CheckRunner(
            plan: checks, request: request, export: nil, update: nil, interrupt: session.interrupt,
            progress: progress
        ).results(reporter: reporter(text: checkText))
        let claims = try await results(of: proofs)
        let conformance = try await results(of: conformance)
        var findings = LockFindings()
        findings.add(runs)
        if let claims { findings.add(claims) }
        if let conformance { findings.add(conformance) }
        let comparison = LockComparison(kept, findings, of: specs)
        if use.isUpdate, comparison.isComplete {
            try use.file.write(kept.replacing(specs, by: findings.known))
        }
        let report = LockReport(use: use, comparison: comparison)
        if isJSON {
            try session.console.print(
                LockReport.json(of: runs, claims, conformance, adding: report, session.console))
        } else {
            try session.console.print(report.text)
        }
        return report.status(with: findings.statuses)
    }

    private func results(of plan: ProvePlan) async throws -> ProveResults? {
        if plan.requests.isEmpty { return nil }
        let text = ProveText(
            console: session.console, program: session.program, plan: plan, isQuiet: isQuiet)
        return try await ProveRunner(
            plan: plan, catalog: session.catalog, timeLimit: .seconds(ProveCommand.usualSecondLimit),
            interrupt: session.interrupt
        ).results(reporter: reporter(text: text))
    }

    private func results(of plan: ConformPlan) async throws -> JobResults<FinishedConformance>? {
        if plan.parts.isEmpty { return nil }
        let text = ConformText(
            console: session.console, isOfOne: plan.parts.count == 1, isQuiet: isQuiet)
        return try await ConformRunner(
            plan: plan, catalog: session.catalog, request: request, interrupt: session.interrupt,
            progress: progress
        ).results(reporter: reporter(text: text))
    }

    private var checkText: CheckText {
        CheckText(
            console: session.console, program: session.program, plan: checks, request: request,
            isQuiet: isQuiet)
    }

    /// `text`, or a reporter that leaves everything to the one object at the end.
    private func reporter<Result>(text: some Reporter<Result>) -> any Reporter<Result> {
        isJSON ? SilentReporter<Result>(console: session.console) : text
    }
}

/// A reporter that tells of errors only.
private struct SilentReporter<Result: JobResult>: Reporter {
    let console: Console
    func ended(_ results: JobResults<Result>) {}
}
