import QuorateExplorer
@testable import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

/// Parts of replicas that fail, each against what it promises.
@Suite struct ComponentTests {
    enum Letter: FiniteValue { case a, b, c }

    @Test func aCrashWipesWhatIsVolatileAndNothingElse() {
        var memory = ReplicaMemory<Letter, Letter?>(durable: .a)
        memory.durable[1] = .c
        (memory.volatile[1], memory.volatile[2]) = (.b, .b)
        memory.crash(1)
        #expect(memory.down == [1])
        #expect(!memory.isUp(1) && memory.isUp(2))
        #expect(memory.volatile[1] == nil && memory.volatile[2] == .b)
        memory.recover(1)
        #expect(memory.down.isEmpty)
        #expect(memory.durable[1] == .c && memory.durable[2] == .a)
        #expect(memory.volatile[1] == nil)
    }

    /// A replica that has crashed leaves no trace of what it had in memory.
    @Test func equalMemoriesHaveEqualBytes() {
        var memory = ReplicaMemory<Letter, Letter?>(durable: .a)
        memory.volatile[3] = .c
        memory.crash(3)
        var other = ReplicaMemory<Letter, Letter?>(durable: .a)
        other.crash(3)
        #expect(memory == other)
        #expect(StateLayout.problem(of: Crashes.State()) == nil)
    }

    /// Which sets of replicas can be down, and whether they come back.
    struct Crashes: Spec {
        var replicaCount = 3
        var limit = 1
        var recovers = true

        struct State: SpecState { var memory = ReplicaMemory<Bool, Bool>(durable: false) }
        enum Action: SpecAction {
            case crash(ReplicaID), recover(ReplicaID)
        }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) {
            next.crash(ReplicaSet(count: replicaCount), in: s.memory, atMost: limit, as: Action.crash) {
                $0.memory.crash($1)
            }
            if recovers { next.recover(in: s.memory, as: Action.recover) { $0.memory.recover($1) } }
        }
        var properties: [Property<State>] { [] }
    }

    /// Of 3 replicas at most f are down: 1, 4, 7 and 8 sets; a step for each that may go or come back.
    @Test(arguments: [(0, 1, 0), (1, 4, 3), (2, 7, 9), (3, 8, 12)])
    func atMostSoManyAreDown(limit: Int, sets: Int, crashes: Int) async throws {
        for recovers in [false, true] {
            let report = try await Explorer(Crashes(limit: limit, recovers: recovers)).run()
            #expect(report.distinctStates == sets)
            #expect(report.generatedStates == 1 + (recovers ? 2 : 1) * crashes)
            #expect(report.depth == limit)
        }
    }

    @Test func aChecksumTellsExactlyWhatHasChanged() {
        var numbers = Set<UInt64>()
        for written in Letter.values {
            for found in Letter.values {
                let value = Corruptible(written).changed(to: found)
                #expect(value.isIntact == (written == found))
                #expect(value.read(.byChecksum) == (written == found ? written : nil))
                #expect(value.read(.undetected) == found)
                #expect(Corruptible<Letter>(packed: value.packed) == value)
                numbers.insert(value.packed)
            }
        }
        #expect(numbers == Set(0..<9))
        #expect(Corruptible<Letter>.valueCount == 9)
    }

    /// Whatever a replica has attested, in whatever order: a value of the counter stands for one message.
    @Test func aCounterValueIsBoundOnce() {
        for first in Letter.values {
            for second in Letter.values {
                var counter = AttestedCounter<2>()
                let attestations = [counter.attest(first), counter.attest(second)]
                #expect(attestations == [Attestation(first, boundTo: 1), Attestation(second, boundTo: 2)])
                #expect(!counter.canAttest)
                #expect(counter.value == 2)
            }
        }
    }

    @Test func anExhaustedCounterIsAFaultOfTheSpec() {
        var counter = AttestedCounter<1>()
        _ = counter.attest(Letter.a)
        let faults = SpecFault.countOnThisThread
        _ = counter.attest(Letter.b)
        #expect(SpecFault.countOnThisThread == faults + 1)
        #expect(counter.value == 1)
    }

    @Test func attestationsAreNumbered() {
        let all = Attestation<Letter, 2>.values.map { $0 }
        #expect(all.count == 6)
        #expect(Set(all).count == 6)
        #expect(all.map { $0.packed } == Array(0..<6))
        #expect(all.map { $0.description } == ["a at 1", "b at 1", "c at 1", "a at 2", "b at 2", "c at 2"])
        #expect(AttestedCounter<3>.values.map { $0.value } == [0, 1, 2, 3])
    }

    /// Kind, faulty replicas, sender, and who can miss the sender's message.
    static let omissions: [(FaultModel.Omission, ReplicaSet, ReplicaID, ReplicaSet)] = [
        (.send, [0], 0, [1, 2]), (.send, [0], 1, []), (.receive, [0], 0, []), (.receive, [1], 0, [1]),
        (.receive, [0], 1, [0]), (.sendAndReceive, [0], 0, [1, 2]), (.sendAndReceive, [1], 0, [1]),
        (.sendAndReceive, [], 0, []),
    ]

    @Test(arguments: omissions)
    func onlyFaultyReplicasLeaveMessagesOut(
        kind: FaultModel.Omission, faulty: ReplicaSet, sender: ReplicaID, missing: ReplicaSet
    ) {
        let omissions = OmissionFaults(kind, by: FaultyReplicas(faulty))
        var receivers = ReplicaSet(count: 3)
        receivers.remove(sender)
        #expect(omissions.canMiss(from: sender, to: receivers) == missing)
        let deliveries = Array(omissions.deliveries(from: sender, to: receivers))
        #expect(Set(deliveries).count == deliveries.count)
        #expect(deliveries.count == 1 << missing.count)
        #expect(deliveries.allSatisfy { receivers.subtracting(missing).isSubset(of: $0) })
        #expect(deliveries.allSatisfy { $0.isSubset(of: receivers) })
    }
}
