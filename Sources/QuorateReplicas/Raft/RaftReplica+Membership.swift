/// Changes of membership: section 6.
extension RaftReplica {
    mutating func changeMembers(_ members: [Int]) {
        guard state.role == .leader else { return drop(.notLeader(leader: state.leader)) }
        let target = Majority(members)
        let isPossible =
            (1...RaftLimits.voterCount).contains(members.count) && target.voters.count == members.count
            && members.allSatisfy { (0...RaftLimits.serverNumber).contains($0) }
        guard isPossible else { return drop(.impossibleMembers) }
        guard !state.voters.isJoint, state.votersIndex <= state.commitIndex else {
            return drop(.changeInProgress)
        }
        guard target != state.voters.new else { return drop(.sameMembers) }
        if let reason = reasonAgainst(target) { return drop(reason) }
        add(.configuration(firstStep(to: target)))
        replicate()
        advanceCommitIndex()
    }

    private func firstStep(to target: Majority) -> JointMajority {
        changesJointly
            ? JointMajority(old: state.voters.new.voters, new: target.voters) : JointMajority(target.voters)
    }

    /// Reason why single-server changes (thesis, section 4.1) do not lead there now.
    private func reasonAgainst(_ target: Majority) -> DropReason? {
        guard changesSingleServers else { return nil }
        let difference = Set(target.voters).symmetricDifference(state.voters.new.voters)
        if difference.count != 1 { return .notASingleServer }
        // The repair of July 2015; a leader without a no-op might wait for ever for an entry of its term.
        let hasCommitted = state.term(at: state.commitIndex) == state.term
        return configuration.appendsNoOp && !hasCommitted ? .nothingCommittedInTerm : nil
    }

    /// Takes the next step of a change whose last step is committed.
    mutating func completeChange() {
        guard state.role == .leader, state.votersIndex <= state.commitIndex else { return }
        if state.voters.isJoint {
            add(.configuration(JointMajority(state.voters.new.voters)))
            replicate()
            advanceCommitIndex()
        } else if !state.voters.contains(configuration.replica) {
            // The others learn that the change is complete before their leader goes.
            replicate()
            follow(in: state.term)
        }
    }
}

extension RaftReplica.State {
    /// Finds the voters in effect after the log has changed from `index` on.
    mutating func updateVoters(from index: Int, initial: [Int]) {
        // Below the old ones nothing is later, unless those are gone.
        let first = votersIndex < index ? index : 1
        for position in stride(from: log.count, through: first, by: -1) {
            if case .configuration(let latest) = log[position - 1].payload {
                (voters, votersIndex) = (latest, position)
                return
            }
        }
        if votersIndex >= index { (voters, votersIndex) = (JointMajority(initial), 0) }
    }
}
