import SeededRandom
import Testing

@testable import QuorateProver

/// Random transition systems against a look at everything that is tiny.
@Suite struct InductionTests {
    @Test func answersAgreeWithBruteForce() throws {
        let counts = try Self.compare(90, seed: Seed.announced(20_261_129))
        #expect(counts.failing > 10 && counts.holding > 10, "\(counts)")
    }

    /// Compares every question about an action that the solver is asked in so many random models.
    static func compare(_ models: Int, seed: UInt64) throws -> (failing: Int, holding: Int) {
        var random = SplitMix(seed: seed)
        var counts = (failing: 0, holding: 0)
        for index in 0..<models {
            let model = RandomModel(&random).model
            for obligation in model.obligations(knowing: []) where obligation.goal != nil {
                guard obligation.action != nil, !obligation.isUntouched else { continue }
                switch obligation.answer(within: .seconds(100), seed: 0).outcome {
                case .holds:
                    counts.holding += 1
                    #expect(!hasTinyFailure(obligation), "\(obligation.name) of \(index)")
                case .fails(let failure):
                    counts.failing += 1
                    try check(#require(failure, "\(obligation.name) of \(index)"), of: obligation, index)
                case .unknown(let reason): Issue.record("\(reason): \(obligation.name) of \(index)")
                }
            }
        }
        return counts
    }

    private static func hasTinyFailure(_ obligation: ModelObligation) -> Bool {
        (1...2).contains { replicas in
            (1...2).contains { TinyWorld.breaks(obligation, replicas: replicas, rounds: $0) }
        }
    }

    /// The counterexample has the sizes of the smallest one, replicas first, as far as brute force goes.
    private static func check(_ failure: InductionFailure, of obligation: ModelObligation, _ index: Int) {
        let size = { failure.before.sizes[$0] ?? 1 }
        let (replicas, rounds) = (size(Replicas.symbol), size(Rounds.symbol))
        #expect(failure.isGenuine)
        if replicas <= 2, rounds <= 2 {
            #expect(
                TinyWorld.breaks(obligation, replicas: replicas, rounds: rounds),
                "\(obligation.name) of \(index)")
        }
        for fewer in 1..<max(replicas, 1) where fewer <= 2 {
            for rounds in 1...2 {
                #expect(
                    !TinyWorld.breaks(obligation, replicas: fewer, rounds: rounds),
                    "\(obligation.name) of \(index)")
            }
        }
        for fewer in 1..<max(rounds, 1) where fewer <= 2 && replicas <= 2 {
            #expect(
                !TinyWorld.breaks(obligation, replicas: replicas, rounds: fewer),
                "\(obligation.name) of \(index)")
        }
    }
}
