import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import AgreementSpecs
@testable import NetworkSpecs
@testable import PBFTSpecs
@testable import Toys

/// What the comparison of crash and Byzantine failures says in numbers.
@Suite struct CrashAndByzantineTests {
    /// Crashes need 2f + 1 replicas and liars 3f + 1: below, no size of a quorum is both safe and available.
    @Test(arguments: [
        (SingleValueAgreement.Model.crashStop, 1, 3), (.crashRecovery, 1, 3), (.byzantine, 1, 4),
        (.crashStop, 2, 5),
    ])
    func someQuorumSizeWorksFromTheBoundOn(
        model: SingleValueAgreement.Model, faults: Int, bound: Int
    ) async throws {
        for replicas in max(faults, bound - 2)...bound {
            var working: [Int] = []
            for quorum in 1...replicas {
                let spec = SingleValueAgreement(
                    replicas: replicas, faults: faults, model: model, quorum: quorum)
                if try await Explorer(spec, workers: 2).run().outcome == .holds { working.append(quorum) }
            }
            #expect(working.isEmpty == (replicas < bound), "n = \(replicas): \(working)")
        }
    }

    /// Stopped is stopped: a replica that has crashed sends nothing and decides nothing until it recovers.
    @Test(arguments: [SingleValueAgreement.Model.crashStop, .crashRecovery])
    func aCrashedReplicaIsSilent(model: SingleValueAgreement.Model) {
        let spec = SingleValueAgreement(replicas: 3, faults: 1, model: model)
        var kinds: Set<String> = []
        for state in spec.reachableStates() {
            for take in spec.takes(in: state) where take.successor != nil {
                switch take.action {
                case .vote(let r, _), .decide(let r, _), .crash(let r): #expect(state.memory.isUp(r))
                case .recover(let r): #expect(!state.memory.isUp(r) && model == .crashRecovery)
                }
                kinds.insert(take.action.caseName)
            }
        }
        #expect(kinds.count == (model == .crashRecovery ? 4 : 3))
    }

    /// With one program for all, as many replicas are wrong as there are; with one each, never more than f.
    @Test(arguments: [(4, 1, 4, 1), (7, 2, 7, 1), (4, 1, 1, 4), (7, 2, 1, 7), (7, 2, 4, 2)])
    func aBugStrikesAllReplicasOfItsProgram(replicas: Int, faults: Int, programs: Int, struck: Int) {
        let spec = CorrelatedBug(replicas: replicas, faults: faults, programs: programs)
        let wrong = spec.reachableStates().map { $0.replies[.wrong].count }
        #expect(wrong.max() == struck)
    }

    /// Two programs on four replicas: two of them are wrong, more than f, and clients differ as well.
    @Test func twoProgramsAreNotEnough() async throws {
        let report = try await Explorer(
            CorrelatedBug(programs: 2), continuesAfterViolation: true
        ).run()
        let fallen = report.properties.filter { $0.outcome == .violated }.map(\.name)
        #expect(fallen == ["correctness", "agreement"])
    }

    /// With a checksum a flipped bit does nothing that a lost vote would not do: the states are those of
    /// replicas that all read what was written. Without one there are more.
    @Test func aChecksumTurnsCorruptionIntoOmission() {
        let unstruck = CorruptedVotes(fault: .byteOrder).reachableStates().filter(\.bigEndian.isEmpty)
        #expect(CorruptedVotes(fault: .bitFlip, hasChecksum: true).reachableStates() == unstruck)
        #expect(
            CorruptedVotes(fault: .bitFlip, hasChecksum: false).reachableStates().isStrictSuperset(
                of: unstruck))
    }

    /// Bytes in the other order mean another value, and back again; a vote that is its own mirror image does
    /// not.
    @Test func bytesInTheOtherOrder() {
        #expect((0...3).map { CorruptedVotes.swapped(CorruptedVotes.Word($0)).value } == [0, 2, 1, 3])
    }

    /// All to all, in the 3 rounds of PBFT, the messages of a decision grow with the square of N. Through a
    /// collector, as the client of a handshake is one, a round to all and back takes 2 N, or 2 (N - 1) where the
    /// collector is one of them.
    @Test(arguments: [4, 7]) func messagesOfADecisionGrowWithTheSquare(replicas n: Int) throws {
        let spec = PBFT(replicas: n, faults: (n - 1) / 3, faulty: 0, views: 1)
        let cost = try #require(spec.costOfOneRun(reaching: "the correct replicas decide by themselves"))
        #expect(cost.messages == 2 * n * (n - 1))
        #expect(cost.rounds == 3)
        let handshake = try #require(
            ConfirmedHandshake(servers: n, faults: 0).costOfOneRun(
                reaching: "every correct replica is connected"))
        let acknowledgments = n
        #expect(handshake.messages - acknowledgments == 2 * n)
    }

    /// An adversary whose votes are there from the start reaches the same states of correct replicas as one
    /// that sends each vote in a step of its own.
    @Test(arguments: [(3, 1, 0), (3, 1, 2), (4, 1, 0), (2, 1, 1)])
    func votesFromTheStartAreVotesAtAnyTime(replicas: Int, faults: Int, quorum: Int) async throws {
        try await SingleValueAgreement(
            replicas: replicas, faults: faults, model: .byzantine, quorum: quorum
        ).expectSameStepByStep()
    }
}
