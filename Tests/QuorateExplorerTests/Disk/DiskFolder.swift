import Foundation
import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// A folder for a search on disk, gone with its test.
final class DiskFolder {
    let path = NSTemporaryDirectory() + "quorate-disk-\(UUID())"

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var use: DiskUse { DiskUse(folder: path) }
    var resumed: DiskUse { DiskUse(folder: path, resumes: true) }

    func file(_ name: String) -> String { "\(path)/\(name)" }
    func content(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file(name))) }
    func put(_ data: Data, _ name: String) throws { try data.write(to: URL(fileURLWithPath: file(name))) }
}

extension DiskFolder {
    /// A search of thousands of states in some levels.
    static func deepSearch() async throws -> Explorer {
        for seed in 1...100 as ClosedRange<UInt64> {
            let system = HashedSystem<OneWordState>(seed: seed)
            guard system.count == 6_000, system.startCount < 10 else { continue }
            let explorer = Explorer(system, continuesAfterViolation: true)
            let report = try await explorer.run()
            if report.depth > 6, report.distinctStates > 1_000 { return explorer }
        }
        throw InternalError("no system is deep")
    }
}

extension DiskTuning {
    /// Sizes with which few states make many blocks, runs and merges.
    static func tiny(_ random: inout SplitMix) -> DiskTuning {
        var tuning = DiskTuning()
        tuning.blockStates = random.pick([1, 2, 3, 16])
        tuning.candidates = random.pick([1, 5, 40, 1000])
        tuning.filterWords = random.pick([0, 1, 7, 100])
        tuning.fanIn = random.pick([2, 3, 8])
        tuning.batch = random.pick([1, 4, 100])
        // A commit waits for the disk.
        tuning.commitInterval = 1000
        return tuning
    }
}

/// The two kinds of search that go on: on disk, and in memory with checkpoints.
enum Keeping: CaseIterable { case states, checkpoints }

extension Explorer {
    /// The search that keeps its states or checkpoints in a folder, with such sizes.
    func keeping(_ kind: Keeping, _ use: DiskUse, _ tuning: DiskTuning) -> Explorer {
        if kind == .states { return onDisk(use, tuning) }
        var explorer = self
        explorer.checkpoints = CheckpointUse(
            folder: use.folder, every: max(1e-9, tuning.commitInterval), resumes: use.resumes)
        explorer.diskTuning = tuning
        return explorer
    }

    /// The search on disk, with such sizes.
    func onDisk(_ use: DiskUse, _ tuning: DiskTuning) -> Explorer {
        var explorer = self
        (explorer.disk, explorer.diskTuning) = (use, tuning)
        return explorer
    }
}

extension Report {
    /// Everything that a search on disk and one in memory must agree on.
    var findings: [String] {
        let lines = description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.filter { !$0.hasPrefix("  figures") && !$0.hasPrefix("  search") }
            .map { $0.hasPrefix("  liveness") ? $0.replacing(/, [\d.]+ s$/, with: "") : $0 }
            + ["\(statesPerLevel) \(statesOutside) \(statesWithoutStep) \(statesWithoutChange) \(isComplete)"]
            + actions.map { "\($0.name) \($0.taken) \(String(describing: $0.firstDepth))" }
            + properties.map { "\($0.name) \($0.outcome) \($0.premiseHeld) \($0.violatingStates)" }
    }
}
