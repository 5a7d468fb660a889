import QuorateDrivers
import QuorateExplorer
import QuorateReplay
import Testing

@testable import QuorateReplicas
@testable import RaftSpecs

/// Code and spec with the same mistake, at small and odd sizes: they are one protocol there, or nothing is compared.
@Suite struct MutantSizeTests {
    /// Each was a divergence of equal protocols once.
    @Test(arguments: [
        // The answer to entries that do not fit was taken for one of a later term.
        MutantSize("Raft", nil, ["servers": 3, "terms": 1, "entries": 1, "figure8": 1]),
        MutantSize("Raft", "skips-consistency-check", ["servers": 2]),
        // The code took entries of earlier terms as well as votes.
        MutantSize("Raft", "counts-old-votes", ["servers": 2]),
        // Two leaders of a term, of which one hears the other.
        MutantSize("Raft", "votes-twice", ["servers": 2]),
        MutantSize("Raft", "minority", ["servers": 2, "entries": 0]),
        MutantSize("Raft", "minority", ["servers": 4, "terms": 1, "entries": 0]),
        MutantSize("Raft", "volatile-vote", ["servers": 3, "terms": 1, "entries": 0]),
        // Entries that do not fit were taken for none.
        MutantSize("Raft", "truncates-always", ["servers": 2, "entries": 2]),
        // A leader that has forgotten its log had never sent it.
        MutantSize("Raft", "volatile-log", ["servers": 2, "entries": 2]),
        // Nobody says a second value.
        MutantSize("BrachaBroadcast", "anybodys-initial", ["faulty": 0]),
        MutantSize("BrachaBroadcast", "echoes-2f", ["faulty": 0]),
    ])
    func equalProtocolsAgree(size: MutantSize) async throws {
        let states = size.mutant == "skips-consistency-check" ? 4000 : 1500
        #expect(try await size.check(states: states))
    }

    @Test(arguments: [
        MutantSize("Raft", "minority", ["entries": 1]), MutantSize("Raft", "volatile-log", ["figure8": 1]),
        MutantSize("Raft", "volatile-vote", ["figure8": 1, "entries": 1]),
        MutantSize("BrachaBroadcast", "hasty-amplification", [:]),
        MutantSize("BrachaBroadcast", "no-echo-phase", ["replicas": 5]),
        MutantSize("BrachaBroadcast", "echoes-2f", ["faults": 0]),
        MutantSize("PBFT", "quorum-2f", ["faulty": 0, "views": 2]),
        MutantSize("PBFT", "replicas-3f", ["views": 2]),
    ])
    func otherProtocolsAreRefused(size: MutantSize) {
        #expect(throws: UnsuitableCode.self) { try size.conformance() }
    }

    /// Before the mutant has broken its property, the code is held against it as strictly as ever.
    @Test func codeWithoutTheMistakeIsNoticed() async throws {
        for mutant in [Raft.Mutant.votesTwice, .countsOldVotes, .truncatesAlways] {
            let spec = Raft(servers: 3, terms: 2, mutant: mutant)
            let found = try await BreakageCheck.divergence(spec, RaftDriver(spec) { _ in })
            #expect(found != nil, "\(mutant)")
        }
    }
}
