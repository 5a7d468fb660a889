import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateSpecs

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
        for state in spec.reachableStates() {
            for take in spec.takes(in: state) where take.successor != nil {
                switch take.action {
                case .vote(let r, _), .decide(let r, _), .crash(let r): #expect(state.memory.isUp(r))
                case .recover(let r): #expect(!state.memory.isUp(r) && model == .crashRecovery)
                }
            }
        }
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

    /// With a collector the messages of a decision grow with N, and all to all with its square; 2 and 3
    /// rounds.
    @Test func messagesPerDecision() {
        for n in [4, 7, 10, 16] {
            let everybody = Array(ReplicaSet(count: n))
            let others = everybody.filter { $0 != 0 }
            // The leader proposes and collects; or it proposes, and everybody else prepares, and all commit.
            let crash = [Self.messages(from: [0], to: others), Self.messages(from: others, to: [0])]
            let byzantine = [
                Self.messages(from: [0], to: others), Self.messages(from: others, to: everybody),
                Self.messages(from: everybody, to: everybody),
            ]
            #expect((crash.count, byzantine.count) == (2, 3))
            #expect(crash.reduce(0, +) == 2 * (n - 1))
            #expect(byzantine.reduce(0, +) == 2 * n * (n - 1))
        }
    }

    private static func messages(from senders: [ReplicaID], to receivers: [ReplicaID]) -> Int {
        senders.map { sender in receivers.filter { $0 != sender }.count }.reduce(0, +)
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
