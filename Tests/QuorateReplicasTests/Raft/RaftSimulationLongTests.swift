import QuorateReplicas
import SeededRandom
import Testing

/// Random schedules with loss, duplication, reordering, partitions, crashes and restarts.
@Suite struct RaftSimulationLongTests {
    /// Thirty runs of four hundred schedules each.
    static let seeds = Seed.each((0..<30).map { 1_000_003 * $0 + 17 })

    /// Safety holds under faults, and something is decided when the network heals.
    @Test(arguments: seeds)
    func safetyHoldsUnderFaultsAndSomethingIsDecided(seed: UInt64) throws {
        var total = Totals()
        for number in 0..<400 {
            let scheduleSeed = seed &* 1_000_000 &+ UInt64(number)
            var schedule = try RaftSchedule(parameters(of: number), seed: scheduleSeed)
            let violation = try schedule.runFaults()
            #expect(violation == nil, "schedule seed \(scheduleSeed)")
            let rounds = try schedule.heal()
            #expect(rounds != nil, "schedule seed \(scheduleSeed): nothing is decided")
            #expect(schedule.cluster.safety.violation == nil, "schedule seed \(scheduleSeed), healed")
            total.add(schedule)
        }
        #expect(total.elections > 400 && total.commits > 2000 && total.crashes > 400 && total.changes > 100)
    }

    /// Three and five servers, with and without pre-vote, no-op and changes of members.
    private func parameters(of number: Int) -> RaftSchedule.Parameters {
        var parameters = RaftSchedule.Parameters()
        parameters.servers = number % 2 == 0 ? 3 : 5
        parameters.usesPreVote = number / 2 % 2 == 0
        parameters.appendsNoOp = number / 4 % 2 == 0
        parameters.changesMembers = number / 8 % 2 == 0
        if parameters.servers == 5, number / 16 % 2 == 0 { parameters.members = [0, 1, 2] }
        return parameters
    }

    struct Totals: CustomStringConvertible {
        var elections = 0
        var commits = 0
        var crashes = 0
        var changes = 0

        mutating func add(_ schedule: RaftSchedule) {
            elections += schedule.cluster.safety.elections
            commits += schedule.cluster.safety.commitCount
            crashes += schedule.crashCount
            changes += schedule.cluster.safety.committedChanges
        }

        var description: String {
            "\(elections) elections, \(commits) commits, \(crashes) crashes, \(changes) voter sets committed"
        }
    }
}
