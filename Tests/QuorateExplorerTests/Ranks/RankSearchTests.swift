import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// The search over ranks beside the search on one machine and beside its slow twin, with blocks of few states.
@Suite struct RankSearchTests {
    static let seed = Seed.announced(20_261_130)

    @Test(arguments: 0..<5)
    func ranksFindWhatOneMachineFinds(wordKind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(wordKind))
        for round in 0..<60 {
            let graph = RandomGraph(using: &random)
            let comment = Comment(rawValue: "kind \(wordKind), round \(round), seed \(Self.seed)")
            switch wordKind {
            case 0: try await compare(RandomSystem<OneWordState>(graph: graph), &random, comment)
            case 1: try await compare(RandomSystem<TwoWordState>(graph: graph), &random, comment)
            case 2: try await compare(RandomSystem<ThreeWordState>(graph: graph), &random, comment)
            case 3: try await compare(RandomSystem<SixWordState>(graph: graph), &random, comment)
            default: try await compare(RandomSystem<TwentyWordState>(graph: graph), &random, comment)
            }
        }
    }

    private func compare(_ spec: some Spec, _ random: inout SplitMix, _ comment: Comment) async throws {
        let continues = Bool.random(using: &random)
        var explorer = Explorer(spec, continuesAfterViolation: continues)
        let expected = ReferenceExplorer(spec: spec, continuesAfterViolation: continues).run()
        let usual = try await explorer.run()
        explorer.rankBlockStates = random.pick([1, 2, 7, 100])
        let count = random.pick([1, 2, 3, 4, 5])
        for report in try ThreadRanks(count).search(explorer).map({ try $0.get() }) {
            expect(report, expected, of: spec, "\(comment), \(count) ranks, \(continues)")
            #expect(report.sameFindings == usual.sameFindings, "\(comment), \(count) ranks")
            #expect(report.ranks?.count == count && report.limit == nil)
        }
    }

    /// Properties by name, and limits of states and depth, end the search where they end it on one machine.
    @Test(arguments: 0..<24 as Range<UInt64>)
    func limitsEndItAtTheSameLevel(number: UInt64) async throws {
        var random = SplitMix(seed: Self.seed &+ 77 &* number)
        let system = HashedSystem<TwoWordState>(seed: Self.seed &+ number)
        guard system.count < 25_000 else { return }
        var explorer = Explorer(system, continuesAfterViolation: number % 2 == 0)
        explorer.limits.states = random.pick([nil, 1, 40, 1000])
        explorer.limits.depth = random.pick([nil, 0, 1, 3])
        explorer.properties = random.pick([nil, ["not bad"], ["goal", "good when asked"]])
        let expected = try await explorer.run()
        explorer.rankBlockStates = random.pick([3, 50, nil])
        let reports = ThreadRanks(random.pick([2, 3, 4])).search(explorer)
        for report in reports {
            #expect(try report.get().sameFindings == expected.sameFindings, "\(number), seed \(Self.seed)")
            #expect(try report.get().limit == expected.limit)
        }
    }

    /// States lost on their way do not go unnoticed by the comparison above, or are an error; states that come to a rank
    /// that they do not belong to are one.
    @Test func mistakesOfATransportAreNoticed() async throws {
        var random = SplitMix(seed: Self.seed)
        var (lost, strange) = (0, 0)
        for _ in 0..<40 {
            let system = RandomSystem<TwoWordState>(graph: RandomGraph(using: &random))
            var explorer = Explorer(system, continuesAfterViolation: true)
            let expected = try await explorer.run()
            guard expected.distinctStates > 50 else { continue }
            explorer.rankBlockStates = 7
            let replaced = ThreadRanks(3, .replacesState).search(explorer)
            if (try? replaced[0].get().sameFindings) != expected.sameFindings { lost += 1 }
            for result in ThreadRanks(3, .swapsRanks).search(explorer) {
                if case .failure(let error) = result, error is InternalError { strange += 1 }
            }
        }
        #expect(lost > 3 && strange > 3 && strange % 3 == 0, "\(lost), \(strange)")
    }

    /// Each rank has about as many states as any other, and most successors travel.
    @Test(arguments: [2, 3, 5])
    func statesAreSpreadOverRanks(count: Int) throws {
        let random = (0..<30_000).map { StateHash.words([UInt64($0)], 1) }
        let shares = Dictionary(grouping: random) { RankBlocks.owner($0, count) }
        #expect(shares.count == count)
        for share in shares.values { #expect(abs(share.count - 30_000 / count) < 600) }
        let system = HashedSystem<OneWordState>(seed: 5, isLarge: true)
        for report in ThreadRanks(count).search(Explorer(system, continuesAfterViolation: true)) {
            #expect(try #require(try report.get().ranks).sentBytes > 30_000 * 8)
        }
    }

    // MARK: Ends

    /// A stop that one rank hears of is a stop of all: inconclusive, with the same complete levels.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func interruptOfOneRankEndsAll(number: UInt64) throws {
        let explorer = Explorer(
            HashedSystem<OneWordState>(seed: 5, isLarge: true), continuesAfterViolation: true)
        let controls = (0..<3).map { _ in SearchControl() }
        let reports = try ThreadRanks(3).search(explorer, controls: controls) { explorer, rank in
            guard rank == number % 3 else { return }
            explorer.progressInterval = 0
            explorer.progress = { if $0.distinctStates >= number * 900 { controls[rank].stop(.interrupt) } }
        }.map { try $0.get() }
        #expect(Set(reports.map(\.rankDigest)).count == 1)
        for report in reports {
            #expect(report.outcome == .inconclusive || report.outcome == .violated)
            #expect(report.limit == .interrupt && !report.isComplete, "\(report)")
        }
    }

    @Test func secondsAndMemoryEndAll() throws {
        var explorer = Explorer(
            HashedSystem<OneWordState>(seed: 5, isLarge: true), continuesAfterViolation: true)
        explorer.limits.seconds = 1e-9
        for report in try ThreadRanks(2).search(explorer).map({ try $0.get() }) {
            #expect(report.limit == .seconds(1e-9) && !report.isComplete)
        }
        explorer.limits = .init(memory: 1 << 20)
        for result in ThreadRanks(2).search(explorer) {
            #expect(throws: ExplorerError.self) { try result.get() }
        }
    }

    /// An error on one rank is an error on all.
    @Test func errorOfOneRankEndsAll() throws {
        let explorer = Explorer(HashedSystem<OneWordState>(seed: 5))
        for result in ThreadRanks(3).search(
            explorer, { explorer, rank in if rank == 2 { explorer.workers = 2 } })
        {
            #expect(throws: RankError.self) { try result.get() }
        }
        let left = ThreadRanks(3).run { link in
            if link.rank == 1 { return link.end(status: 7) }
            var own = explorer
            own.ranks = link
            #expect(throws: RankError.self) { try own.search(SearchControl()) }
            return link.end(status: Int32(link.rank))
        }
        #expect(left.allSatisfy { (try? $0.get()) == 0 }, "the status of rank 0")
    }

    @Test func ranksStartedUnlikeAreRefused() throws {
        let explorer = Explorer(Staircase(), continuesAfterViolation: true)
        let changes: [@Sendable (inout Explorer) -> Void] = [
            { $0.spec = ErasedSpec(Staircase(steps: 3)) }, { $0.spec = ErasedSpec(Ferry()) },
            { $0.limits.states = 5 }, { $0.continuesAfterViolation = false },
            { $0.properties = ["at the top"] },
        ]
        for (position, change) in changes.enumerated() {
            for result in ThreadRanks(3).search(explorer, { if $1 == 1 { change(&$0) } }) {
                #expect(throws: RankError.self, "\(position)") { try result.get() }
            }
        }
    }

    @Test func whatDoesNotGoTogetherIsRefused() throws {
        let changes: [@Sendable (inout Explorer) -> Void] = [
            { $0.store = .fingerprint }, { $0.disk = DiskUse(folder: "/nowhere") }, { $0.workers = 2 },
            { $0.certificate = { _ in } }, { $0.countsLines = true }, { $0.symmetry = .checked },
            { $0.spec = ErasedSpec(Tallying()) },
        ]
        for (position, change) in changes.enumerated() {
            for result in ThreadRanks(2).search(Explorer(Staircase()), { explorer, _ in change(&explorer) }) {
                #expect(throws: RankError.self, "\(position)") { try result.get() }
            }
        }
    }

    // MARK: Mistakes of specs

    /// A fault of the spec on one rank is the error of all; after a violation the violation stands.
    @Test(arguments: 1...4)
    func faultsAreToldAsOnOneMachine(count: Int) async throws {
        let faulty = ThreadRanks(count).search(Explorer(Overflowing(bound: 9)))
        for result in faulty { #expect(throws: SpecError.self) { try result.get() } }
        let explorer = Explorer(Overflowing(), continuesAfterViolation: true)
        let expected = try await explorer.run()
        for report in try ThreadRanks(count).search(explorer).map({ try $0.get() }) {
            #expect(report.sameFindings == expected.sameFindings && report.fault == expected.fault)
            #expect(report.fault != nil && report.limit == expected.limit)
        }
    }

    @Test func impureSpecsAreFound() throws {
        var found = 0
        for part in [Impure.Part.actions, .property, .constraint] {
            for result in ThreadRanks(3).search(Explorer(Impure(source: .lots, part: part))) {
                if case .failure(let error) = result, error is SpecError { found += 1 }
            }
        }
        #expect(found >= 6 && found % 3 == 0, "\(found)")
    }

    @Test func errorsAreReadAsTheyWereWritten() {
        var spec = SpecError(spec: "S", message: "ä\n", site: SourceSite(file: "M/F.swift", line: 12))
        spec.isContradiction = true
        #expect(RankFailure(RankFailure(spec).words).error(ofRank: 1) as? SpecError == spec)
        spec = SpecError(spec: "", message: "")
        #expect(RankFailure(RankFailure(spec).words).error(ofRank: 1) as? SpecError == spec)
        let inner = InternalError("x")
        #expect(RankFailure(RankFailure(inner).words).error(ofRank: 1) as? InternalError == inner)
        let memory = ExplorerError.memoryTooSmall(limit: 3, needed: 9)
        #expect(RankFailure(RankFailure(memory).words).error(ofRank: 1) as? ExplorerError == memory)
        let other = RankFailure(RankFailure(RankError.left(3)).words).error(ofRank: 1) as? RankError
        #expect(other == .failed(1, RankError.left(3).description))
    }
}

extension Report {
    /// Findings, but for the line that says with what they do not vary.
    var sameFindings: [String] {
        findings.filter { !$0.contains("are the same for any number of") }
    }
}
