import QuorateReplicas
import Testing

/// Random broadcasts among real replicas and Byzantine ones.
@Suite struct BrachaSimulationLongTests {
    /// What came of a number of broadcasts.
    private struct Tally {
        var violations: [BrachaSimulation.Violation: Int] = [:]
        /// The first seed that showed each of them.
        var seeds: [BrachaSimulation.Violation: UInt64] = [:]
        /// How often the sender was Byzantine and all delivered a value, and how often nobody did.
        var (agreedWithLiar, silentWithLiar, valuesOfLiars) = (0, 0, Set<[UInt8]>())
    }

    private func tally(
        _ seeds: ClosedRange<UInt64>, count: Int, faults: Int,
        unsafely change: (inout BrachaConfiguration.Rules) -> Void = { _ in }
    ) throws -> Tally {
        var tally = Tally()
        for seed in seeds {
            var simulation = try BrachaSimulation(seed: seed, count: count, faults: faults, unsafely: change)
            simulation.run()
            for violation in simulation.violations {
                tally.violations[violation, default: 0] += 1
                if tally.seeds[violation] == nil { tally.seeds[violation] = seed }
            }
            if simulation.isSenderCorrect { continue }
            if simulation.delivered.isEmpty { tally.silentWithLiar += 1 } else { tally.agreedWithLiar += 1 }
            tally.valuesOfLiars.formUnion(simulation.delivered.values)
        }
        return tally
    }

    /// Agreement, validity and totality: 20,000 broadcasts.
    @Test(arguments: [(4, 1, 8000), (7, 2, 6000), (5, 1, 4000), (4, 0, 1000), (10, 3, 1000)])
    func broadcastsAgreeAndAreValidAndTotal(count: Int, faults: Int, schedules: UInt64) throws {
        let tally = try tally(1...schedules, count: count, faults: faults)
        #expect(tally.violations == [:], "seeds \(tally.seeds)")
        if faults == 0 { return }
        // A Byzantine sender gets different values through, even damaged ones, and now and then none.
        #expect(tally.agreedWithLiar > 50 && tally.silentWithLiar > 50)
        #expect(tally.valuesOfLiars.count >= 3)
    }

    /// A rule and what its change breaks, at the least.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let violations: Set<BrachaSimulation.Violation>
        let change: @Sendable (inout BrachaConfiguration.Rules) -> Void

        init(
            _ name: String, _ violations: Set<BrachaSimulation.Violation>,
            _ change: @escaping @Sendable (inout BrachaConfiguration.Rules) -> Void
        ) {
            (testDescription, self.violations, self.change) = (name, violations, change)
        }
    }

    static let changes = [
        Change("2f ECHOs", [.totality]) { $0.echoThreshold = .twoF },
        Change("n ECHOs", [.totality]) { $0.echoThreshold = .all },
        Change("f READYs", [.validity]) { $0.amplificationThreshold = .f },
        Change("READYs of others", [.totality]) { $0.joinsReadies = false },
        Change("f + 1 READYs", [.totality]) { $0.deliveryThreshold = .fPlusOne },
        Change("anybody's INITIAL", [.totality]) { $0.takesAnybodysInitial = true },
        Change("every value", [.agreement]) { $0.echoesEveryValue = true },
        Change("echoed value", [.agreement]) { $0.deliversEchoedValue = true },
        Change("no ECHOs", [.totality]) { $0.skipsEchoPhase = true },
        Change("messages, not senders", [.validity, .agreement]) { $0.countsMessagesNotSenders = true },
        Change("strangers", [.validity, .agreement]) { $0.checksSender = false },
    ]

    @Test(arguments: changes)
    func withoutARuleSomethingBreaks(change: Change) throws {
        let tally = try tally(1...4000, count: 4, faults: 1, unsafely: change.change)
        for violation in change.violations {
            // More than a few, so that this does not hang by a single seed.
            #expect(tally.violations[violation, default: 0] > 5, "\(tally.violations)")
        }
    }

    @Test func threeReplicasDoNotStandOneByzantineOne() throws {
        let tally = try tally(1...1000, count: 3, faults: 1) { $0.allowsTooFewReplicas = true }
        #expect(tally.violations[.totality] != nil)
    }
}
