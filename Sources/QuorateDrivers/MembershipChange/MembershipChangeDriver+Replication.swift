internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas
internal import RaftSpecs

extension MembershipChangeDriver {
    /// Stimulus of a step of leader `i`: `input`, or going on with its pending step where `isMeant` says that
    /// this is the step.
    func leaderStimulus(
        _ i: ReplicaID, _ input: Input?, in system: System, isMeant: (PendingStep) -> Bool
    ) -> Stimulus<Input> {
        if let step = system.pendingStep(of: i) {
            return isMeant(step) ? .local(.goOn, at: i) : .leftOut(because: step.reason)
        }
        return steppedDown(i, in: system) ?? input.map { .local($0, at: i) } ?? .impossible
    }

    /// No stimulus for a server that leads its term in the spec and not any more in the code.
    private func steppedDown(_ i: ReplicaID, in system: System) -> Stimulus<Input>? {
        let state = system.state(of: i)
        if state.role == .leader { return nil }
        if state.voters.contains(i.number) || state.votersIndex > state.commitIndex { return .impossible }
        return .leftOut(because: "a leader steps down when a configuration without it is committed")
    }

    /// A request to change the members reaches a leader whatever it is about to write.
    func changeStimulus(_ i: ReplicaID, _ members: ReplicaSet, in system: System) -> Stimulus<Input> {
        if system.pendingStep(of: i) == .entry(.noOp) { return .local(.change(members), at: i) }
        return leaderStimulus(i, .change(members), in: system) { _ in false }
    }

    /// The acknowledgements that put `length` entries of the leader's term on other servers, one of each: that of the
    /// fewest entries.
    ///
    /// One that is late, of a server that has gone on to another term, would count as well. The spec has it come in
    /// time, which is no rule of the protocol.
    func commitStimulus(_ i: ReplicaID, _ length: Int, in system: System) -> Stimulus<Input> {
        switch system.pendingStep(of: i) {
        case .commit(length): return .local(.goOn, at: i)
        case let step?: return .leftOut(because: step.reason)
        case nil: break
        }
        if let none = steppedDown(i, in: system) { return none }
        let term = system.state(of: i).term
        var best: [ReplicaID: (index: Int, bytes: [UInt8])] = [:]
        for sent in system.outbox.messages(for: i) {
            guard case .appendResponse(term, true, let index) = try? RaftMessage(decoding: sent.bytes),
                system.state(of: sent.sender).term == term, index >= length,
                index < best[sent.sender]?.index ?? .max
            else { continue }
            best[sent.sender] = (index, sent.bytes)
        }
        let acknowledgements = best.sorted { $0.key < $1.key }
        return .deliver(acknowledgements.map { .message($0.value.bytes, from: $0.key) }, to: i)
    }

    /// AppendEntries with the first entry of the leader's that `i` does not have as its last one.
    ///
    /// A leader begins where it believes the follower's log to agree, and goes back when the follower says that it does
    /// not. So where no message fits, the two talk until one does.
    func appendStimulus(_ i: ReplicaID, _ leader: ReplicaID, in system: System) -> Stimulus<Input> {
        var rehearsal = Rehearsal(self, in: system)
        rehearsal.settle(i)
        let logs = [leader, i].map { MembershipChange.Log(system.log(of: $0.number), spec.members) }
        let length = min(logs[1].commonLength(with: logs[0]) + 1, logs[0].count)
        var isTooLong = false
        for _ in 0...spec.entries {
            let sent = rehearsal.entries(from: leader, to: i)
            if let fitting = sent.first(where: { $0.fits && $0.end == length }) {
                rehearsal.give(fitting.input, to: i)
                return rehearsal.stimulus
            }
            isTooLong = sent.contains { $0.fits && $0.end > length }
            guard !isTooLong, rehearsal.talk(sent, between: i, and: leader) else { break }
        }
        return appendReason(i, leader, in: system, isTooLong: isTooLong)
    }

    /// Stimulus without inputs, with the reason, if there is one, why the leader has not sent what the spec
    /// lets the follower take.
    private func appendReason(
        _ i: ReplicaID, _ leader: ReplicaID, in system: System, isTooLong: Bool
    ) -> Stimulus<Input> {
        let state = system.state(of: leader)
        if let step = system.pendingStep(of: leader) { return .leftOut(because: step.reason) }
        if isTooLong { return .leftOut(because: "a leader sends all entries that a follower lacks at once") }
        if let none = steppedDown(leader, in: system) { return none }
        if !state.voters.contains(i.number) {
            return .leftOut(because: "a leader sends entries only to members")
        }
        return .impossible
    }
}

extension MembershipChangeDriver.PendingStep {
    /// Reason why a leader that is about to take this step takes no other.
    fileprivate var reason: String {
        switch self {
        case .commit: "a leader commits at once what it knows to be on a quorum"
        case .entry(.configuration): "a leader appends C-new at once when C-old,new is committed"
        case .entry: "a leader begins its term with a no-op"
        }
    }
}

extension MembershipChangeDriver.Rehearsal {
    typealias Entries = (fits: Bool, end: Int, input: MembershipChangeDriver.Input)

    /// The entries that the leader has sent to a server in its term: whether the server's log agrees before them, where
    /// they end, and the message.
    fileprivate func entries(from leader: ReplicaID, to i: ReplicaID) -> [Entries] {
        let (state, term) = (system.state(of: i), system.state(of: leader).term)
        return system.outbox.messages(for: i).compactMap { sent in
            guard sent.sender == leader,
                case .appendEntries(term, let index, let previousTerm, let entries, _) =
                    try? RaftMessage(decoding: sent.bytes)
            else { return nil }
            let fits = state.term(at: index) == previousTerm
            return (fits, index + entries.count, .message(sent.bytes, from: leader))
        }
    }

    /// Gives the follower what does not fit, and the leader its answers; false when the leader then sends nothing new.
    fileprivate mutating func talk(
        _ sent: [Entries], between i: ReplicaID, and leader: ReplicaID
    ) -> Bool {
        let isReady = system.state(of: leader).role == .leader && system.pendingStep(of: leader) == nil
        guard isReady, let attempt = sent.last(where: { !$0.fits }) else { return false }
        give(attempt.input, to: i)
        let term = system.state(of: leader).term
        for answer in system.outbox.messages(for: leader) where answer.sender == i {
            guard case .appendResponse(term, false, _) = try? RaftMessage(decoding: answer.bytes) else {
                continue
            }
            give(.message(answer.bytes, from: i), to: leader)
        }
        return entries(from: leader, to: i).count > sent.count
    }
}
