import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage

/// Certificates up to names of random systems, beside those that arrays and renaming by hand make.
@Suite struct RandomNamedTests {
    typealias System = SymmetricSystem
    static let seed = Seed.announced(20_261_204)

    private func system(using random: inout SplitMix, flaw: System.Flaw? = nil) async throws -> System {
        while true {
            let any = System(using: &random, flaw: flaw)
            let system = System(
                rules: any.rules, goals: .init(most: random.pick([4, 4, 2]), least: 1, round: 1),
                interchangeable: any.interchangeable, flaw: flaw, isMild: true)
            var explorer = Explorer(system, limits: .init(states: 120), continuesAfterViolation: true)
            explorer.checksPurity = false
            let size = try await explorer.run()
            if size.isComplete, size.distinctStates > 20 { return system }
        }
    }

    private func reduced(
        _ slow: SlowCertificate, of system: System, using random: inout SplitMix
    ) -> SlowCertificate {
        let groups = system.interchangeable.groups.filter { $0.count > 1 }
        let orders = SlowCertificate.orders(groups)
        return slow.reduced(groups.map { $0.map { Int($0.number) } }, using: &random) { words in
            let state = StateWords<System.State>(words).state
            return orders.map { names in
                StateWords(System.renamed(state) { names[$0] ?? $0 }).words
            }
        }
    }

    /// Most systems break something; of those that hold, what the search writes is accepted, and what anybody else picks
    /// of the states.
    @Test func whatHoldsIsAccepted() async throws {
        var random = SplitMix(seed: Self.seed)
        var held = 0
        for round in 0..<20 {
            let system = try await system(using: &random)
            let catalog = Catalog([.spec(system)])
            let note = Comment(rawValue: "round \(round), seed \(Self.seed), \(system)")
            let slow = SlowCertificate(of: system)
            let isRight = try audit(slow.bytes, over: catalog)
            let (bytes, report) = try await certificate(
                of: system, workers: 1 + round % 3, symmetry: round % 2 == 0 ? .checked : .proved)
            #expect((bytes != nil) == (isRight.finding == nil), note)
            let own = try audit(reduced(slow, of: system, using: &random).bytes, over: catalog)
            #expect((own.finding == nil) == (isRight.finding == nil), note)
            guard let bytes else { continue }
            let result = try audit(bytes, over: catalog)
            #expect(result.finding == nil && result.figures == isRight.figures, note)
            #expect(result.premisesNeverHeld == isRight.premisesNeverHeld, note)
            #expect(result.names?.states == report.symmetry?.storedStates, note)
            held += 1
        }
        #expect(held > 9, "\(held)")
    }

    /// Whatever is accepted stands for the reachable states and no others: of systems with a flaw, and with the set forged.
    @Test func whatIsAcceptedIsTrue() async throws {
        var random = SplitMix(seed: Self.seed &+ 1)
        var (accepted, rejected) = (0, 0)
        for round in 0..<24 {
            let flaw = round % 3 == 0 ? nil : System.Flaw.allCases.randomElement(using: &random)
            let system = try await system(using: &random, flaw: flaw)
            let catalog = Catalog([.spec(system)])
            let slow = SlowCertificate(of: system)
            let isRight = try audit(slow.bytes, over: catalog).finding == nil
            let genuine = reduced(slow, of: system, using: &random)
            for forged in [genuine] + (0..<4).map({ _ in Self.forged(genuine, &random) }) {
                let result = try? audit(forged.bytes, over: catalog)
                guard let result, result.finding == nil else {
                    rejected += 1
                    continue
                }
                accepted += 1
                let all = reduced(slow, of: system, using: &random)
                let sizes = (forged.levels.map(\.count), all.levels.map(\.count))
                #expect(
                    isRight && forged.figures == slow.figures && sizes.0 == sizes.1,
                    "round \(round), seed \(Self.seed), \(String(describing: flaw)): \(system)")
            }
        }
        #expect(accepted > 3 && rejected > 60, "\(accepted), \(rejected)")
    }

    private static func forged(_ genuine: SlowCertificate, _ random: inout SplitMix) -> SlowCertificate {
        var forged = genuine
        let level = random.number(0..<forged.levels.count)
        let position = random.number(0..<forged.levels[level].count)
        switch random.number(0..<5) {
        case 0: forged.levels[level].remove(at: position)
        case 1: forged.levels[level][position][0] ^= 1 << UInt64(random.number(0..<24))
        case 2: forged.figures[random.number(0..<2)] += 1
        case 3: forged.groups = [[0, 1, 2, 3]]
        default:
            let state = forged.levels[level].remove(at: position)
            forged.levels[max(0, level - 1)].append(state)
        }
        forged.levels.removeAll { $0.isEmpty }
        forged.levels = forged.levels.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
        return forged
    }
}
