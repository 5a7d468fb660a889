import QuorateReplicas
import SeededRandom
import Testing

/// Agreement, at-most-once execution and progress in thousands of bad schedules.
@Suite struct PBFTSimulationLongTests {
    /// Each suite of schedules begins at one of these seeds.
    private static let seeds = Seed.each([1, 2])

    @Test(arguments: seeds) func oneByzantineReplicaBreaksNothing(seed: UInt64) throws {
        let seen = try run(2000, from: seed) { _ in }
        #expect(seen.executedCount > 2000 * 3)
        #expect(seen.highestView > 3)
    }

    @Test(arguments: seeds) func crashesAloneBreakNothing(seed: UInt64) throws {
        let seen = try run(500, from: seed) { $0.hasByzantineReplica = false }
        #expect(seen.executedCount > 500 * 4)
        #expect(seen.transferCount > 0)
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
