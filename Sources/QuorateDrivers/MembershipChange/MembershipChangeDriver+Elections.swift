internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas

extension MembershipChangeDriver {
    /// Inputs that depend on what the ones before have brought about: they are tried on a copy.
    struct Rehearsal {
        let driver: MembershipChangeDriver
        var system: System
        var deliveries: [Stimulus<Input>.Delivery] = []

        init(_ driver: MembershipChangeDriver, in system: System) {
            self.driver = driver
            self.system = system
        }

        /// Gives an input. What the code throws here, it throws again when the step is taken.
        mutating func give(_ input: Input, to replica: ReplicaID) {
            deliveries.append(.init(input, to: replica))
            try? driver.feed(input, to: replica, of: &system)
        }

        /// A server that has stopped in the middle crashes before it does anything else.
        mutating func settle(_ replica: ReplicaID) {
            if system.pendingStep(of: replica) != nil { give(.restart, to: replica) }
        }

        var stimulus: Stimulus<Input> { Stimulus(evidence: [], then: deliveries) }
    }

    /// The election of `i` in `term` by `voters`: as many timeouts as it takes to come to that term, a request to each
    /// of the voters, and its answer.
    func electStimulus(
        _ i: ReplicaID, _ term: Int, _ voters: ReplicaSet, in system: System
    ) -> Stimulus<Input> {
        var rehearsal = Rehearsal(self, in: system)
        rehearsal.settle(i)
        if rehearsal.system.state(of: i).role == .leader { rehearsal.give(.restart, to: i) }
        while rehearsal.system.state(of: i).term < term {
            if !rehearsal.stand(i, in: term) { return .impossible }
        }
        for voter in voters where voter != i { rehearsal.ask(voter, toVoteFor: i, in: term) }
        return rehearsal.stimulus
    }
}

extension MembershipChangeDriver.Rehearsal {
    /// Brings `i` into the next term as a candidate, or, when that is `term`, as a leader if it needs nobody else.
    fileprivate mutating func stand(_ i: ReplicaID, in term: Int) -> Bool {
        let before = self
        give(.timeout, to: i)
        let state = system.state(of: i)
        if state.role == .leader && state.term < term {
            self = before
            give(.timeoutAndCrash, to: i)
        } else if state.term == before.system.state(of: i).term {
            // It knows that it was removed. After a crash it does not know that the removal was committed.
            self = before
            give(.restart, to: i)
            give(.timeout, to: i)
        }
        return system.state(of: i).term > before.system.state(of: i).term
    }

    fileprivate mutating func ask(_ voter: ReplicaID, toVoteFor i: ReplicaID, in term: Int) {
        settle(voter)
        for sent in system.outbox.messages(for: voter) where sent.sender == i {
            guard case .requestVote(term, _, _, false) = try? RaftMessage(decoding: sent.bytes) else {
                continue
            }
            give(.message(sent.bytes, from: i), to: voter)
        }
        for sent in system.outbox.messages(for: i) where sent.sender == voter {
            guard case .voteResponse(term, true, false) = try? RaftMessage(decoding: sent.bytes) else {
                continue
            }
            give(.message(sent.bytes, from: voter), to: i)
        }
    }
}
