@testable import CommitSpecs
@testable import QuorateExplorer
@testable import QuorateLanguage
import SeededRandom
import Testing

/// The compact store where it might go wrong: bits that begin to vary in every level, hashes that collide, growth between,
/// and what it does not go with. What it shares with other stores is tested with them.
@Suite struct CompactStoreTests {
    static let seed = Seed.announced(20_013)

    /// Each number has bits of its own, which no state before it had.
    struct ScatteredState: NumberedState {
        var a: UInt64
        var b: UInt64
        var c: UInt64
        init(number: Int) {
            (a, b) = (1 << UInt64(number % 50), ~(1 << UInt64(number / 50 % 50)))
            c = UInt64(number / 2_500) << 60
        }
        var number: Int {
            a.trailingZeroBitCount + (~b).trailingZeroBitCount * 50 + Int(c >> 60) * 2_500
        }
    }

    @Test(arguments: [UInt64.max, 0xfff0_0000_0000_0000, 3], 1...4)
    func bitsThatVaryLateLoseNothing(hashMask: UInt64, workers: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ hashMask &+ UInt64(workers))
        for round in 0..<4 {
            let system = Self.system(using: &random, count: hashMask == 3 ? 300 : 2_600)
            let continues = round % 2 == 0
            let expected = ReferenceExplorer(spec: system, continuesAfterViolation: continues).run()
            let report = try await Explorer(
                system, workers: workers, store: .compact, continuesAfterViolation: continues
            ).run(hashMask: hashMask)
            expect(report, expected, of: system, "seed \(Self.seed), round \(round), \(workers) workers")
        }
    }

    /// Numbers from 0 on, whose steps lead mostly a little further.
    private static func system(using random: inout SplitMix, count: Int) -> RandomSystem<ScatteredState> {
        var graph = RandomGraph(using: &random)
        func near(_ most: Int) -> [[Int]] {
            (0..<count).map { from in
                (0..<random.number(1..<most + 1)).map { _ in min(count - 1, from + random.number(0..<40)) }
            }
        }
        (graph.initial, graph.walks, graph.jumps) = ([0, 1, 2], near(4), near(2))
        graph.resting = [count - 1]
        graph.outside = []
        graph.bad = random.pick([[], [count - 9, count - 7]])
        graph.asked = [5, count / 2]
        graph.worse = random.pick([[], [count / 2]])
        graph.goals = [count - 1]
        return RandomSystem(graph: graph)
    }

    @Test func statesTakeLessThanHalf() async throws {
        let figures = try await [StoreKind.exact, .compact].asyncMap {
            let report = try await Explorer(
                TwoPhaseCommit(managers: 6), store: $0, properties: ["consistency"]
            ).run()
            #expect(report.distinctStates == 50_816)
            return report.storeBytes
        }
        #expect(figures[1] * 2 < figures[0], "\(figures) bytes")
    }

    @Test func whatNeedsWholeStatesIsRefused() async throws {
        let spec = TwoPhaseCommit(managers: 2)
        await #expect(throws: ExplorerError.livenessNeedsStates("non-blocking", .compact)) {
            try await Explorer(spec, store: .compact).run()
        }
        let changes: [(inout Explorer) -> Void] = [
            { $0.certificate = { _ in } }, { $0.disk = DiskUse(folder: "/nowhere") },
            { $0.checkpoints = CheckpointUse(folder: "/nowhere", every: 1) },
        ]
        for (position, change) in changes.enumerated() {
            var explorer = Explorer(spec, store: .compact, properties: ["consistency"])
            change(&explorer)
            let error = await #expect(throws: (any Error).self, "change \(position)") {
                try await explorer.run()
            }
            #expect(error.map { "\($0)".contains("compact") } == true, "change \(position): \(error as Any)")
        }
    }

    /// Coverage reads the states again.
    @Test func coverageIsTheSame() async throws {
        var lines: [[LineCoverage]?] = []
        for store in [StoreKind.exact, .compact] {
            var explorer = Explorer(TwoPhaseCommit(managers: 3), store: store, properties: ["consistency"])
            explorer.countsLines = true
            lines.append(try await explorer.run().lines)
        }
        #expect(lines[0] != nil && lines[0] == lines[1])
    }
}

extension Array {
    fileprivate func asyncMap<Result>(
        _ transform: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
