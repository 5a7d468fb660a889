import Synchronization
import Testing

@testable import QuorateExplorer

/// The end of a search whose last commit finds no room, and limits of one that goes on.
@Suite struct LastCommitTests {
    /// A disk that takes the first commit of a search, which has no states yet, and no other.
    private static var fullDisk: DiskTuning {
        let calls = Counter()
        var tuning = DiskTuning()
        tuning.commitInterval = 1000
        tuning.losesWrites = { name in
            name.hasSuffix("quorate-states") && calls.value.add(1, ordering: .relaxed).newValue > 1
        }
        return tuning
    }

    private final class Counter: Sendable { let value = Atomic(0) }

    @Test(arguments: Keeping.allCases, [true, false])
    func knownVerdictsStand(kind: Keeping, continues: Bool) async throws {
        var explorer = try await DiskFolder.deepSearch()
        explorer.continuesAfterViolation = continues
        let expected = try await explorer.run()
        #expect(expected.isComplete == continues && expected.limit == nil)
        let folder = DiskFolder()
        let report = try await explorer.keeping(kind, folder.use, Self.fullDisk).run()
        #expect(report.findings == expected.findings && report.counterexamples == expected.counterexamples)
        #expect(report.limit == nil && report.lacksLastCheckpoint)
        let resumed = try await explorer.keeping(kind, folder.resumed, .init()).run()
        #expect(resumed.findings == expected.findings && !resumed.lacksLastCheckpoint)
    }

    /// A limit says that one may go on from there, which is not so.
    @Test(arguments: Keeping.allCases, [true, false])
    func limitsDoNotHideTheDisk(kind: Keeping, ofStates: Bool) async throws {
        var explorer = try await DiskFolder.deepSearch()
        let whole = try await explorer.run()
        explorer.limits =
            ofStates ? .init(states: whole.statesPerLevel.prefix(4).reduce(0, +) - 1) : .init(depth: 2)
        let folder = DiskFolder()
        let report = try await explorer.keeping(kind, folder.use, Self.fullDisk).run()
        #expect(report.limit == .disk && report.lacksLastCheckpoint && !report.isComplete)
        let resumed = try await explorer.keeping(kind, folder.resumed, .init()).run()
        #expect(resumed.limit == (ofStates ? .states(explorer.limits.states!) : .depth(2)))
    }

    /// What a search with the limit would not have found is not reported under it.
    @Test(arguments: Keeping.allCases)
    func limitsBelowTheFolderAreRefused(kind: Keeping) async throws {
        var explorer = try await DiskFolder.deepSearch()
        let folder = DiskFolder()
        explorer.limits.depth = 3
        let expected = try await explorer.keeping(kind, folder.use, .init()).run()
        for limits in [
            Explorer.Limits(depth: 2), .init(states: expected.distinctStates - 1), .init(depth: 0),
        ] {
            explorer.limits = limits
            let error = await #expect(throws: DiskError.self) {
                try await explorer.keeping(kind, folder.resumed, .init()).run()
            }
            guard case .unsuitable(let reason)? = error else { Issue.record("\(error as Any)"); return }
            #expect(reason.contains("give at least \(limits.depth == nil ? expected.distinctStates : 3)"))
        }
        explorer.limits = .init(states: expected.distinctStates, depth: 3)
        let same = try await explorer.keeping(kind, folder.resumed, .init()).run()
        #expect(same.findings == expected.findings)
        // The limits of the last request are those of the next.
        explorer.limits = .init(depth: 4)
        _ = try await explorer.keeping(kind, folder.resumed, .init()).run()
        let saved = try SavedSearch(inFolder: folder.path)
        #expect(saved.depth == 4 && saved.states == nil)
    }

    /// Seconds that the reading takes are not those of the search.
    @Test(arguments: Keeping.allCases)
    func secondsBeginBehindTheReading(kind: Keeping) async throws {
        var explorer = try await DiskFolder.deepSearch()
        let folder = DiskFolder()
        explorer.limits.depth = 3
        let first = try await explorer.keeping(kind, folder.use, .init()).run()
        explorer.limits = .init(seconds: 1e-9)
        let report = try await explorer.keeping(kind, folder.resumed, .init()).run()
        #expect(report.limit == .seconds(1e-9) && report.statesPerLevel == first.statesPerLevel)
    }
}
