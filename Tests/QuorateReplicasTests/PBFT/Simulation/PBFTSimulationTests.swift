import QuorateReplicas
import SeededRandom
import Testing

/// Agreement, at-most-once execution and progress in thousands of bad schedules.
@Suite struct PBFTSimulationTests {
    /// Each suite of schedules begins at one of these seeds.
    private static let seeds: [UInt64] = [1, 2, 3, 5]

    @Test(arguments: seeds) func oneByzantineReplica(seed: UInt64) throws {
        let seen = try run(2000, from: seed) { _ in }
        #expect(seen.executedCount > 2000 * 3)
        #expect(seen.highestView > 3)
    }

    @Test(arguments: seeds) func crashesOnly(seed: UInt64) throws {
        let seen = try run(500, from: seed) { $0.hasByzantineReplica = false }
        #expect(seen.executedCount > 500 * 4)
        #expect(seen.transferCount > 0)
    }

    static let switches: [(String, @Sendable (inout PBFTConfiguration.Unsafe) -> Void)] = [
        ("twoF", { $0.quorum = .twoF }), ("fPlusOne", { $0.quorum = .fPlusOne }),
        ("prepare twoF", { $0.prepareQuorum = .twoF }), ("commit fPlusOne", { $0.commitQuorum = .fPlusOne }),
        ("commit twoF", { $0.commitQuorum = .twoF }),
        ("vc fPlusOne", { $0.viewChangeQuorum = .fPlusOne }), ("vc twoF", { $0.viewChangeQuorum = .twoF }),
        ("tooFew", { $0.allowsTooFewReplicas = true }), ("skips", { $0.skipsCommitPhase = true }),
        ("ignores", { $0.ignoresCertificates = true }), ("any", { $0.takesAnyCertificate = true }),
        ("unchecked certs", { $0.checksCertificates = false }), ("late", { $0.commitsInOldViews = true }),
        ("client sig", { $0.checksClientSignatures = false }), ("sig", { $0.checksSignatures = false }),
        ("counts messages", { $0.countsMessagesNotSenders = true }),
        ("no persist", { $0.persistsVotes = false }),
        ("old views", { $0.acceptsOldViews = true }), ("twice", { $0.executesTwice = true }),
        ("watermarks", { $0.ignoresWatermarks = true }),
    ]
    @Test func explore() throws {
        for (name, change) in Self.switches {
            var found: [String: Int] = [:]
            var first: Int?
            for number in 0..<500 {
                var plan = PBFTSimulation.Plan(seed: UInt64(number))
                plan.unsafe = change
                var simulation = try PBFTSimulation(plan)
                if let violation = try simulation.run() {
                    let n = String("\(violation)".prefix { $0 != "(" })
                    found[n, default: 0] += 1
                    if n != "stuck", first == nil { first = number }
                }
            }
            print("EXPLORE", name, found, first ?? -1)
        }
    }

    /// Runs schedules that must all end well; returns sums over them.
    private func run(
        _ count: Int, from seed: UInt64, _ change: (inout PBFTSimulation.Plan) -> Void
    ) throws -> Sums {
        var sums = Sums()
        for number in 0..<count {
            var plan = PBFTSimulation.Plan(seed: seed << 32 | UInt64(number))
            change(&plan)
            var simulation = try PBFTSimulation(plan)
            let violation = try simulation.run()
            try #require(violation == nil, "seed \(plan.seed)")
            sums.executedCount += simulation.observed.executedCount
            sums.transferCount += simulation.observed.transferCount
            sums.highestView = max(sums.highestView, simulation.observed.highestView)
        }
        return sums
    }

    private struct Sums {
        var executedCount = 0
        var transferCount = 0
        var highestView = 0
    }
}
