import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// Slips of a spec and a limit on states end a search over ranks as they end one in memory, without a break or behind one.
///
/// Each of these mistakes, made on purpose, is noticed: a fault that comes before the limit on states, and a `.reachable` that
/// is asked no more behind its first witness, or again in later levels.
@Suite struct RankFaultTests {
    static let seed = Seed.announced(20_261_216)

    @Test(arguments: 0..<3) func endsAreThoseOfTheReference(wordKind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(wordKind))
        var kinds: [String: Int] = [:]
        for round in 0..<40 {
            let comment = "kind \(wordKind), round \(round), seed \(Self.seed)"
            let kind =
                switch wordKind {
                case 0: try await compare(FaultySystem<OneWordState>(using: &random), &random, comment)
                case 1: try await compare(FaultySystem<TwoWordState>(using: &random), &random, comment)
                default: try await compare(FaultySystem<SixWordState>(using: &random), &random, comment)
                }
            kinds[kind, default: 0] += 1
        }
        for kind in ["error", "fault", "limit", "usual"] {
            #expect(kinds[kind, default: 0] > 0, "\(kind) was met, seed \(Self.seed)")
        }
    }

    /// - Returns: the kind of the end.
    private func compare<State>(
        _ system: FaultySystem<State>, _ random: inout SplitMix, _ comment: String
    ) async throws -> String {
        let limit = random.pick([1, 20, 200, .max, .max])
        let continues = random.pick([true, true, false])
        let expected = FaultReference(system: system, continues: continues, limit: limit).end()
        var explorer = Explorer(system, continuesAfterViolation: continues)
        explorer.properties = FaultySystem<State>.asked
        if limit < .max { explorer.limits.states = limit }
        explorer.rankBlockStates = random.pick([1, 3, 40, nil])
        #expect(try await ends(explorer, ranks: random.number(1..<6)) == [expected], "\(comment)")
        let depth = random.number(0..<4)
        for kind in Keeping.allCases {
            let folder = DiskFolder()
            let tuning = DiskTuning.tiny(&random)
            var cut = explorer
            cut.limits.depth = depth
            let isOnDisk = kind == .states
            _ = try await ends(
                cut.keeping(kind, folder.use, tuning), ranks: isOnDisk ? 0 : random.number(0..<4))
            let resumed = explorer.keeping(kind, folder.resumed, tuning)
            let ends = try await ends(resumed, ranks: isOnDisk ? 0 : random.number(0..<4))
            #expect(ends == [expected], "\(comment), \(kind), behind depth \(depth)")
        }
        return String("\(expected)".prefix { $0 != "(" })
    }

    /// Faults behind a witness, in levels so large that each rank has many of both.
    @Test func faultsBehindAWitnessAreMet() async throws {
        for limit in [Int?.none, 4_000] {
            var explorer = Explorer(FirstFaultTests.WideSlips(place: 3))
            explorer.limits.states = limit
            let expected = try await FirstFaultTests.end(of: explorer)
            if limit == nil { #expect("\(expected)".contains("151880 slips")) }
            #expect(try await ends(explorer, ranks: 3) == [expected])
        }
    }

    /// Ends of all ranks, or that of a search on one machine where there are none.
    private func ends(_ explorer: Explorer, ranks: Int) async throws -> Set<FaultyEnd> {
        if ranks == 0 {
            var explorer = explorer
            (explorer.workers, explorer.rankBlockStates) = (2, nil)
            return [try await FirstFaultTests.end(of: explorer)]
        }
        return Set(
            try ThreadRanks(ranks).search(explorer).map { result in
                do { return FaultyEnd(of: try result.get()) } catch let error as SpecError {
                    return .error(error.description)
                }
            })
    }
}
