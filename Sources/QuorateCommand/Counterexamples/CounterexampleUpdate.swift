import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Makes a folder of counterexamples what a check of the catalog finds, once the last run is over.
struct CounterexampleUpdate: CheckReporter {
    private let console: Console
    private let folder: CounterexampleFolder
    private let catalog: Catalog
    private let drivers: [ReplayTarget]
    /// Tells of what is not as expected.
    private var report: CheckText
    private var names: TraceNames
    private var found: [(name: String, trace: Trace)] = []

    init(of folder: CounterexampleFolder, in session: Session, plan: CheckPlan, report: CheckText) {
        console = report.console
        self.folder = folder
        catalog = session.catalog
        drivers = session.drivers
        self.report = report
        names = TraceNames(runs: plan.runs)
    }

    mutating func finished(_ run: FinishedRun) throws {
        try report.finished(run)
        for trace in run.report?.counterexamples ?? [] {
            // The name is taken in any case: it must not depend on how other runs end.
            let name = names.name(of: trace, run.planned)
            if run.judgement.isAsExpected { found.append((name, try replayed(trace).withoutSites)) }
        }
    }

    /// The trace with what becomes of it on real code, where there is some.
    private func replayed(_ trace: Trace) throws -> Trace {
        guard let target = drivers.first(where: { $0.spec == trace.spec }) else { return trace }
        var replayed = trace
        replayed.replays = try ReplayCommand.Code.allCases.compactMap { code in
            guard code == .shipped || trace.mutant != nil else { return nil }
            let outcome = try target.replay(trace, code == .mutant).outcome
            if outcome == .noSuchCode { return nil }
            return Trace.ReplayRecord(code: code.rawValue, outcome: "\(outcome)")
        }
        return replayed
    }

    mutating func ended(_ summary: CheckSummary) throws {
        if summary.isInterrupted {
            try report.ended(summary)
            return try console.print("\(folder.path) is as it was, because of the interrupt")
        }
        let changes = found.map { CounterexampleChange($0.name, found: $0.trace, kept: folder.kept[$0.name]) }
        let failures = summary.runs.filter { !$0.judgement.isAsExpected }.count
        let orphans = orphans
        let removals = failures == 0 ? orphans.map(CounterexampleChange.init(removing:)) : []
        // Before anything is printed: whether somebody reads it must not decide what is in the folder.
        try apply(changes + removals)
        try report.ended(summary)
        try tell(of: changes + removals)
        if failures > 0, !orphans.isEmpty {
            let counted = Figure.count(failures, "run")
            try console.print("nothing is removed, because \(counted) did not end as expected")
        }
    }

    /// The files that belong to nothing that was found.
    private var orphans: [String] {
        let names = Set(found.map(\.name))
        // What is too long for a check of the catalog is nevertheless in the catalog.
        let long = catalog.entries.flatMap(\.instances).filter { $0.expected.isLong }.map(\.spec)
        return folder.kept.filter { name, kept in
            !names.contains(name) && !long.contains { $0.isOrigin(of: kept.trace) }
        }.keys.sorted()
    }

    private func apply(_ changes: [CounterexampleChange]) throws {
        folder.removeLeftovers()
        let changed = changes.filter { $0.kind != .unchanged }
        try TraceExport.write(
            changed.compactMap { change in change.trace.map { (path(of: change), $0) } })
        for change in changed where change.trace == nil { try remove(path(of: change)) }
    }

    private func path(of change: CounterexampleChange) -> String { "\(folder.path)/\(change.name)" }

    private func tell(of changes: [CounterexampleChange]) throws {
        for change in changes where change.kind != .unchanged {
            let remark = change.remark.isEmpty ? "" : "  (\(change.remark))"
            let file = path(of: change) + CounterexampleFolder.traceSuffix
            try console.print("\(change.kind.rawValue.padded(to: 7))  \(file)\(remark)")
        }
        let counts = CounterexampleChange.Kind.allCases.compactMap { kind in
            let count = changes.count { $0.kind == kind }
            return count > 0 || kind == .unchanged ? "\(Figure.count(count)) \(kind.rawValue)" : nil
        }
        try console.print("\(folder.path): \(counts.joined(separator: ", "))")
    }

    /// Removes a trace file and its rendering, and the folder if there is nothing else in it.
    private func remove(_ path: String) throws {
        let files = FileManager.default
        do {
            for suffix in [CounterexampleFolder.traceSuffix, CounterexampleFolder.textSuffix]
            where files.fileExists(atPath: path + suffix) {
                try files.removeItem(atPath: path + suffix)
            }
            let parent = (path as NSString).deletingLastPathComponent
            if try files.contentsOfDirectory(atPath: parent).isEmpty { try files.removeItem(atPath: parent) }
        } catch {
            throw CommandError.exportFolder(folder.path, reason: ITF.reason(of: error))
        }
    }
}

extension ErasedSpec {
    /// Whether the trace is one of this spec with these parameters and this mutant.
    fileprivate func isOrigin(of trace: Trace) -> Bool {
        name == trace.spec && mutant == trace.mutant
            && Set(settings.map { Trace.Setting(name: $0.name, value: $0.value) }) == Set(trace.parameters)
    }
}
