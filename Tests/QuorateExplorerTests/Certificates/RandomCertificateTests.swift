import SeededRandom
import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage

/// Certificates of random systems beside those that sets and arrays make: byte for byte the same, and audited; and no
/// certificate where something is wrong.
@Suite struct RandomCertificateTests {
    static let seed = Seed.announced(20_261_130)

    @Test(arguments: 0..<4)
    func certificatesAreThoseOfTheSlowTwin(kind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(kind))
        var held = 0
        for round in 0..<24 {
            let graph = Self.graph(round, &random)
            let note = Comment(rawValue: "kind \(kind), round \(round), seed \(Self.seed)")
            switch kind {
            case 0: held += try await compare(RandomSystem<OneWordState>(graph: graph), &random, note)
            case 1: held += try await compare(RandomSystem<TwoWordState>(graph: graph), &random, note)
            case 2: held += try await compare(RandomSystem<SixWordState>(graph: graph), &random, note)
            default: held += try await compare(RandomSystem<TwentyWordState>(graph: graph), &random, note)
            }
        }
        #expect(held > 8, "enough of them hold")
    }

    /// Most systems break something; of these, three quarters are mended.
    private static func graph(_ round: Int, _ random: inout SplitMix) -> RandomGraph {
        var graph = RandomGraph(using: &random)
        if round % 4 == 0 { return graph }
        if graph.initial.isEmpty { graph.initial = [0] }
        (graph.bad, graph.worse, graph.goals) = ([], [], Set(graph.initial.prefix(1)))
        // Rest wherever nothing else can be done.
        graph.resting.formUnion(graph.walks.indices.filter { graph.walks[$0].isEmpty })
        return graph
    }

    private func compare<S: Spec>(
        _ spec: S, _ random: inout SplitMix, _ note: Comment
    ) async throws -> Int {
        let catalog = Catalog([.spec(spec)])
        let slow = SlowCertificate(of: spec)
        let (bytes, report) = try await certificate(of: spec, workers: .random(in: 1...3, using: &random))
        guard report.outcome == .holds else {
            #expect(bytes == nil, note)
            #expect(try audit(slow.bytes, over: catalog).finding != nil, note)
            return 0
        }
        #expect(bytes == slow.bytes, note)
        let result = try audit(slow.bytes, over: catalog)
        #expect(result.finding == nil, note)
        #expect(result.figures.distinctStates == report.distinctStates, note)
        #expect(result.premisesNeverHeld == report.properties.filter { !$0.premiseHeld }.map(\.name), note)
        expectForgeriesRejected(slow, catalog, &random, note)
        return 1
    }

    /// A state left out, one that is new, and one in another level.
    private func expectForgeriesRejected(
        _ slow: SlowCertificate, _ catalog: Catalog, _ random: inout SplitMix, _ note: Comment
    ) {
        var forged = slow
        let level = Int.random(in: forged.levels.indices, using: &random)
        let position = Int.random(in: forged.levels[level].indices, using: &random)
        let state = forged.levels[level].remove(at: position)
        if forged.levels[level].isEmpty { forged.levels.remove(at: level) }
        let isLeftOutRejected = isRejected(forged.bytes, over: catalog)
        #expect(isLeftOutRejected, "\(note), left out")
        forged = slow
        var new = state
        repeat { new[new.count - 1] &+= 1 } while slow.levels.joined().contains(new)
        forged.levels[level].append(new)
        forged.levels[level].sort { $0.lexicographicallyPrecedes($1) }
        let isNewRejected = isRejected(forged.bytes, over: catalog)
        #expect(isNewRejected, "\(note), new")
        forged = slow
        forged.levels[level].remove(at: position)
        let other = level + 1 < forged.levels.count ? level + 1 : level - 1
        if other < 0 { forged.levels.append([]) }
        let place = other < 0 ? 1 : other
        forged.levels[place].append(state)
        forged.levels[place].sort { $0.lexicographicallyPrecedes($1) }
        forged.levels.removeAll { $0.isEmpty }
        // The only state, moved into a level of its own, is where it was.
        guard forged.levels != slow.levels else { return }
        let isMovedRejected = isRejected(forged.bytes, over: catalog)
        #expect(isMovedRejected, "\(note), moved")
    }
}
