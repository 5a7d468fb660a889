import SeededRandom
import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage

/// Rankings of random graphs: those that a search writes are accepted, and none for a property that some fair run breaks.
@Suite struct RandomRankingTests {
    static let seed = Seed.announced(20_261_203)

    /// The kinds of property that hold and are asked, and those that some fair run breaks, by the slow twin.
    private func sorted(_ web: Web) -> (held: [PropertyKind], broken: [PropertyKind]) {
        let twin = EveryComponent(web)
        let held = web.kinds.filter { twin.staying($0).isEmpty }
        return (held.filter(twin.isAsked), web.kinds.filter { !held.contains($0) })
    }

    @Test func whatASearchWritesIsAccepted() async throws {
        var random = SplitMix(seed: Self.seed)
        var (ranked, strong) = (0, 0)
        for round in 0..<400 {
            var web = round % 20 == 0 ? Web(of: 60..<160, using: &random) : Web(using: &random)
            web.hasSafety = true
            web.kinds = sorted(web).held
            if web.kinds.isEmpty { continue }
            let note = Comment(rawValue: "round \(round), seed \(Self.seed), \(web)")
            let (bytes, report) = try await certificate(of: web, workers: 1 + round % 3)
            #expect(report.outcome == .holds, note)
            let result = try audit(try #require(bytes, note), over: Catalog([.spec(web)]))
            #expect(result.finding == nil && result.uncovered == [], note)
            #expect(result.ranked == report.properties.dropFirst().map(\.name), note)
            #expect(result.premisesNeverHeld == [], note)
            ranked += result.ranked.count
            strong += web.strengths.contains(true) ? 1 : 0
        }
        #expect(ranked > 200 && strong > 50, "\(ranked), \(strong)")
    }

    /// Any places in any parts; and those that the explorer itself finds once steps are taken away from the graph, or what
    /// they discharge, or everything is owed everywhere.
    @Test func nothingIsAcceptedForWhatAFairRunBreaks() throws {
        var random = SplitMix(seed: Self.seed &+ 1)
        var (tried, made) = (0, 0)
        for round in 0..<400 {
            var web = round % 40 == 0 ? Web(of: 20..<60, using: &random) : Web(using: &random)
            web.hasSafety = true
            guard let kind = sorted(web).broken.randomElement(using: &random) else { continue }
            web.kinds = [kind]
            var slow = SlowCertificate(of: web)
            slow.version = 2
            let states = slow.levels.joined().map { Int($0[0]) }
            for attempt in 0..<8 {
                let found =
                    attempt < 4
                    ? anyRanking(states.count, web, &random) : madeRanking(states, web, kind, &random)
                guard let ranking = found else { continue }
                slow.rankings = [ranking]
                let isRejected = isRejected(slow.bytes, over: Catalog([.spec(web)]))
                #expect(isRejected, "round \(round), seed \(Self.seed), \(ranking) for \(kind) of \(web)")
                tried += 1
                made += attempt < 4 ? 0 : 1
            }
        }
        #expect(tried > 1_000 && made > 200, "\(tried), \(made)")
    }

    private func anyRanking(_ states: Int, _ web: Web, _ random: inout SplitMix) -> SlowRanking {
        var parts: [SlowRanking.Part] = []
        for _ in 0..<random.number(1..<5) {
            let parents = [0] + parts.indices.filter { parts[$0].kind == 2 }.map { $0 + 1 }
            parts.append(
                .init(
                    kind: UInt8(random.number(0..<4)),
                    obligation: random.number(0..<max(1, web.strengths.count)),
                    parent: random.pick(parents)))
        }
        let least = random.number(0..<2)
        return SlowRanking(
            parts: parts, places: (0..<states).map { _ in random.number(least..<parts.count + 1) })
    }

    /// The ranking of a graph that is not quite that of the system.
    private func madeRanking(
        _ states: [Int], _ web: Web, _ kind: PropertyKind, _ random: inout SplitMix
    ) -> SlowRanking? {
        let chance = random.number(1..<5)
        var graph = RankingGraph()
        let known = states.filter { kind == .eventuallyAlways || web.misses(kind, $0) }
        let all = UInt64(1 << web.strengths.count - 1)
        for state in known {
            graph.members.append(UInt32(state))
            graph.isAvoiding.append(web.misses(kind, state))
            let steps = web.changing.filter { $0.from == state }
            let owed = steps.reduce(0) { $1.isHelped ? $0 : $0 | UInt64($1.obligations) } & all
            graph.owed.append(random.number(0..<chance) == 0 ? all : owed)
            for step in steps where random.number(0..<4) > 0 {
                guard let target = known.firstIndex(of: step.to) else { continue }
                graph.targets.append(UInt32(target))
                graph.discharged.append(random.number(0..<chance) == 0 ? 0 : UInt64(step.obligations))
            }
            graph.starts.append(graph.targets.count)
        }
        var parts = RankingParts(
            graph, isVisiting: kind == .eventuallyAlways, fairness: ErasedSpec(web).fairness)
        guard parts.fill() else { return nil }
        let places = states.map { state in known.firstIndex(of: state).map { Int(parts.places[$0]) + 1 } ?? 0
        }
        return SlowRanking(
            parts: parts.parts.map {
                .init(kind: $0.kind.rawValue, obligation: $0.obligation, parent: $0.parent)
            },
            places: places)
    }
}
