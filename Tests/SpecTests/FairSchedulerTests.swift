import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import MachinesSpecs
@testable import Toys

@Suite struct FairSchedulerTests {
    static let spec = FairScheduler(replicas: 3, processes: 3, slots: 1, quorum: 3)
    static let states = spec.reachableStates()

    /// Whoever has seen a process has a later timestamp, whatever the faulty replica says of its own process.
    @Test func theQueueRespectsCausality() {
        var known = 0
        for s in Self.states {
            for later in Self.spec.processes {
                let past = s.past[later]?.members ?? []
                known += past.count
                #expect(past.allSatisfy { Self.spec.comes($0, before: later, in: s) })
            }
        }
        #expect(known > 0)
    }

    /// Two timestamps are equal only where neither replica had seen the other's process; numbers then decide.
    @Test func theQueueIsATotalOrder() {
        var ties = 0
        for s in Self.states {
            let queue = Self.spec.enqueued(in: s)
            for one in queue {
                for other in queue where one != other {
                    #expect(
                        Self.spec.comes(one, before: other, in: s)
                            != Self.spec.comes(other, before: one, in: s))
                    if Self.spec.timestamp(of: one, in: s) == Self.spec.timestamp(of: other, in: s) {
                        ties += 1
                    }
                }
            }
        }
        #expect(ties > 0)
    }

    /// r0 knows process 0, which comes first. The proposer, r3, has seen process 1 only. With vector clocks
    /// r0 votes for process 1; without, it accuses an innocent proposer.
    @Test func whatTheProposerHasNotSeenIsNoGroundForRejection() {
        for mutant in [nil, FairScheduler.Mutant.noVectorClocks] {
            let spec = FairScheduler(processes: 2, slots: 1, mutant: mutant)
            var s = spec.initialStates.first { $0.faulty.contains(2) }!
            for action: FairScheduler.Action in [
                .enqueue(0, clock: .init([])), .enqueue(1, clock: .init([])), .receive(3, process: 1),
                .propose(.first, FairScheduler.Proposal(process: 1, clock: .init([1]))),
            ] {
                s = spec.takes(in: s).first { $0.action == action && $0.successor != nil }!.successor!
            }
            let verdicts = spec.takes(in: s).filter { take in
                guard take.successor != nil else { return false }
                return switch take.action {
                case .accept(0, _, _), .reject(0, _, _): true
                default: false
                }
            }.map(\.action.caseName)
            #expect(verdicts == [mutant == nil ? "accept" : "reject"])
        }
    }

    /// The same history, but now the proposer's clock shows that it has seen process 0: that is an unfair
    /// proposal.
    @Test func whatTheProposerHasSeenIsProof() {
        let spec = FairScheduler(processes: 2, slots: 1)
        var s = spec.initialStates.first { $0.faulty.contains(3) }!
        s.past[0] = .init([])
        s.past[1] = .init([])
        for clock: ReplicaSet in [[1], [0, 1]] {
            let proposal = FairScheduler.Proposal(process: 1, clock: .init(clock))
            #expect(spec.isWellFormed(proposal, in: s))
            #expect(spec.isUnfair(proposal, after: nil, in: s) == (clock.count == 2))
        }
    }

    /// With n = 3f and 2f + 1 votes a silent replica stalls every decision.
    @Test func threeReplicasCannotDoWithoutTheFaultyOne() async throws {
        let report = try await Explorer(FairScheduler(replicas: 3, processes: 2)).run()
        #expect(report.outcome == .vacuous)
        let unmet = report.properties.filter { $0.outcome == .notReached }.map(\.name)
        #expect(unmet.contains("every slot is decided by correct replicas alone"))
    }

    @Test(arguments: [nil] + FairScheduler.Mutant.allCases.map(Optional.some))
    func messagesFromTheStartAreAsGoodAsStepByStep(mutant: FairScheduler.Mutant?) async throws {
        for (processes, slots) in [(2, 1), (1, 2)] {
            try await FairScheduler(
                replicas: 3, processes: processes, slots: slots, quorum: 2, mutant: mutant
            ).expectSameStepByStep()
        }
    }
}
