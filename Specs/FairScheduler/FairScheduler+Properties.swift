import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension FairScheduler {
    public var properties: [Property<State>] {
        let proposers = ReplicaSet(Slot.allCases.prefix(slots).map { proposer(in: $0) })
        let always: [Property<State>] = [
            .always("agreement", unless: { s in isAmbiguous(s) }),
            .always("no false accusation") { s in s.accused.isSubset(of: s.faulty.members) },
            .always("causal order", unless: { s in isOutOfCausalOrder(s) }),
            .always("bounded overtaking", unless: { s in hasOvertaken(s) }),
            .always("no process dequeued twice", unless: { s in isDequeuedTwice(s) }),
            .reachable("every slot is decided by correct replicas alone") { s in isDecidedByCorrect(s) },
        ]
        let overtaking = Property<State>.reachable("a process that the proposer had not seen is passed over")
        { s in
            passesOverUnseen(s)
        }
        let accusation = Property<State>.reachable("an unfair proposer is accused") { s in
            !s.accused.intersection(proposers).isEmpty
        }
        return always + (processes.count > 1 ? [overtaking] + (faults > 0 ? [accusation] : []) : [])
    }

    /// Two proposals are decided in one slot.
    private func isAmbiguous(_ s: State) -> Evidence {
        .any(of: Slot.allCases) { slot in
            anyDecision(in: slot, s) { one in
                anyDecision(in: slot, s) { other in Evidence(one != other) }
            }
        }
    }

    /// A process is dequeued before one that its home had seen.
    private func isOutOfCausalOrder(_ s: State) -> Evidence {
        anyHistory(s) { first, second in
            guard let second else { return s.past[first.process]?.members != [] }
            return s.past[second.process]?.members.isSubset(of: [first.process]) != true
        }
    }

    /// A process is dequeued before one that comes first in the queue and was in a decided clock.
    private func hasOvertaken(_ s: State) -> Evidence {
        anyHistory(s) { first, second in
            let admitted = first.clock.members.union(second?.clock.members ?? [])
            let latest = second?.process ?? first.process
            let waiting = admitted.subtracting(second == nil ? [] : [first.process])
            for process in waiting where comes(process, before: latest, in: s) { return true }
            return false
        }
    }

    private func isDequeuedTwice(_ s: State) -> Evidence {
        anyHistory(s) { first, second in first.process == second?.process }
    }

    /// Correct voters are a quorum in every slot.
    private func isDecidedByCorrect(_ s: State) -> Bool {
        let correct = s.faulty.correct(among: allReplicas)
        return Slot.allCases.prefix(slots).allSatisfy { slot in
            Proposal.values.contains { s[slot].senders(of: $0, in: correct).count >= quorumSize }
        }
    }

    /// The first process dequeued is not the first that some correct replica has seen, and its proposer is
    /// correct.
    private func passesOverUnseen(_ s: State) -> Bool {
        let correct = s.faulty.correct(among: allReplicas)
        let proposer = proposer(in: .first)
        guard let leader = correct[proposer] else { return false }
        return Proposal.values.contains { proposal in
            s.first.hasCast(proposal, by: leader)
                && s.first.senders(of: proposal, in: correct).count >= quorumSize
                && correct.contains { isPassedOver(by: proposal.process, in: s.known[$0.id].members, s) }
        }
    }

    /// A proposal that `isRelevant` is decided in `slot`.
    @inline(__always)
    private func anyDecision(
        in slot: Slot, _ s: State, _ isRelevant: (Proposal) -> Evidence
    ) -> Evidence {
        let correct = s.faulty.correct(among: allReplicas)
        return .any(of: Proposal.values) { proposal in
            // Without a correct voter nothing is decided; it spares most of the work.
            Evidence(!s[slot].senders(of: proposal, in: correct).isEmpty)
                && isDecided(proposal, in: slot, s) && isRelevant(proposal)
        }
    }

    /// The decision of the first slot, alone or with that of the second, `isWrong`.
    @inline(__always)
    private func anyHistory(_ s: State, _ isWrong: (Proposal, Proposal?) -> Bool) -> Evidence {
        anyDecision(in: .first, s) { first in
            Evidence(isWrong(first, nil))
                || anyDecision(in: .second, s) { second in Evidence(isWrong(first, second)) }
        }
    }
}
