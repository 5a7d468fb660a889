import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// Makes a folder of counterexamples what a check of the catalog finds, once the last run is over.
final class CounterexampleUpdate {
    let folder: CounterexampleFolder
    /// The changes that were made, and the files that stay as they are; nil as long as nothing is decided.
    private(set) var changes: [CounterexampleChange]?
    /// Presence of files that belong to nothing and stay all the same, because not every run ended as
    /// expected.
    private(set) var sparesOrphans = false

    private let catalog: Catalog
    private let drivers: [ReplayTarget]
    private var names: TraceNames
    private var found: [(name: String, trace: Trace)] = []

    init(of folder: CounterexampleFolder, in session: Session, plan: CheckPlan) {
        self.folder = folder
        catalog = session.catalog
        drivers = session.drivers
        names = TraceNames(runs: plan.runs)
    }

    /// Takes what a run has found, to be kept.
    func take(_ run: FinishedRun) throws {
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
        replayed.replays = try Code.allCases.compactMap { code in
            guard code == .shipped || trace.mutant != nil else { return nil }
            let outcome = try target.replay(trace, code == .mutant).outcome
            if outcome == .noSuchCode { return nil }
            return Trace.ReplayRecord(code: code.rawValue, outcome: "\(outcome)")
        }
        return replayed
    }

    /// Changes the folder, unless an interrupt kept anything from being seen.
    ///
    /// It comes before anything is printed: whether somebody reads it must not decide what is in the folder.
    func apply(_ results: CheckResults) throws {
        if results.isInterrupted { return }
        let changes = found.map { CounterexampleChange($0.name, found: $0.trace, kept: folder.kept[$0.name]) }
        let isComplete = results.made.allSatisfy(\.judgement.isAsExpected)
        let orphans = orphans
        let removals = isComplete ? orphans.map(CounterexampleChange.init(removing:)) : []
        try apply(changes + removals)
        sparesOrphans = !isComplete && !orphans.isEmpty
        self.changes = changes + removals
    }

    /// The files that belong to nothing that was found.
    private var orphans: [String] {
        let names = Set(found.map(\.name))
        // What is too long for a check of the catalog is nevertheless in the catalog.
        let long = catalog.entries.flatMap(\.instances).filter { $0.expected.isLong }.map(\.spec.instance)
        return folder.kept.filter { name, kept in
            !names.contains(name) && !long.contains { $0.isSame(as: kept.trace.instance) }
        }.keys.sorted()
    }

    private func apply(_ changes: [CounterexampleChange]) throws {
        folder.removeLeftovers()
        let changed = changes.filter { $0.kind != .unchanged }
        try TraceExport.write(
            changed.compactMap { change in change.trace.map { (path(of: change), $0) } })
        for change in changed where change.trace == nil { try remove(path(of: change)) }
    }

    func path(of change: CounterexampleChange) -> String { "\(folder.path)/\(change.name)" }

    /// Removes a trace file and its rendering, and the folder if there is nothing else in it.
    private func remove(_ path: String) throws {
        let files = FileManager.default
        do {
            for suffix in [CounterexampleFolder.traceSuffix, CounterexampleFolder.textSuffix]
            where files.fileExists(atPath: path + suffix) {
                try files.removeItem(atPath: path + suffix)
            }
            let parent = FileName.parent(of: path)
            if try files.contentsOfDirectory(atPath: parent).isEmpty { try files.removeItem(atPath: parent) }
        } catch {
            throw CommandError.exportFolder(folder.path, reason: ITF.reason(of: error))
        }
    }
}
