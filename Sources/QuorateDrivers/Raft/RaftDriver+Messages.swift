internal import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas

// The messages that a step stands on, out of all that were sent.
extension RaftDriver.System {
    typealias Input = RaftDriver.Input

    /// The rules of the code, the same at every server.
    var rules: RaftDriver.Rules { nodes[0].configuration.rules }

    /// The messages that `replica` can receive, with their senders.
    private func messages(for replica: ReplicaID) -> [(message: RaftMessage, sent: Outbox.Message)] {
        outbox.messages(for: replica).compactMap { sent in
            (try? RaftMessage(decoding: sent.bytes)).map { ($0, sent) }
        }
    }

    /// The requests for a vote of the terms that `isMeant`, by a candidate.
    func requests(
        from candidate: ReplicaID, to replica: ReplicaID, where isMeant: (Int) -> Bool
    ) -> [Input] {
        messages(for: replica).compactMap { message, sent in
            guard case .requestVote(let term, _, _, false) = message, sent.sender == candidate, isMeant(term)
            else { return nil }
            return .message(sent.bytes, from: sent.sender)
        }
    }

    /// The entries that a server has sent as leader of a term before that of `replica`.
    func staleEntries(from leader: ReplicaID, to replica: ReplicaID) -> [Input] {
        let present = nodes[replica.number].replica.state.term
        return messages(for: replica).compactMap { message, sent in
            guard case .appendEntries(let term, _, _, _, _) = message, sent.sender == leader, term < present
            else { return nil }
            return .message(sent.bytes, from: sent.sender)
        }
    }

    /// The votes for a candidate, of its present term and of earlier ones, which it is not to count.
    func votes(for candidate: ReplicaID) -> [Input] {
        messages(for: candidate).compactMap { message, sent in
            guard case .voteResponse(_, true, false) = message else { return nil }
            return .message(sent.bytes, from: sent.sender)
        }
    }

    /// Answers that tell a server of `term`, later than its own.
    func refusals(to replica: ReplicaID, of term: Int) -> [Input] {
        messages(for: replica).compactMap { message, sent in
            message.refusedTerm == term ? .message(sent.bytes, from: sent.sender) : nil
        }
    }

    /// The acknowledgements that put `length` entries of the leader's term on other servers, one of each: that of the
    /// fewest entries; and those of earlier terms, which it is not to count.
    ///
    /// Nil where every server has acknowledged more.
    func acknowledgements(to leader: ReplicaID, of length: Int) -> [Input]? {
        let term = nodes[leader.number].replica.state.term
        var best: [ReplicaID: (index: Int, bytes: [UInt8])] = [:]
        var stale: [Input] = []
        for (message, sent) in messages(for: leader) {
            guard case .appendResponse(let sentTerm, true, let index) = message, index >= length else {
                continue
            }
            if sentTerm < term { stale.append(.message(sent.bytes, from: sent.sender)) }
            guard sentTerm == term, index < best[sent.sender]?.index ?? .max else { continue }
            best[sent.sender] = (index, sent.bytes)
        }
        let exact = best.filter { $0.value.index == length }
        if exact.isEmpty, !best.isEmpty { return nil }
        return stale + exact.sorted { $0.key < $1.key }.map { .message($0.value.bytes, from: $0.key) }
    }

    /// The entries that a leader has sent to a server in `term`: whether the server's log agrees before them, or need
    /// not, where they end, and the message.
    func entries(
        from leader: ReplicaID, to replica: ReplicaID, term: Int
    ) -> [(fits: Bool, end: Int, input: Input)] {
        let state = nodes[replica.number].replica.state
        return messages(for: replica).compactMap { message, sent in
            guard case .appendEntries(term, let index, let previousTerm, let entries, _) = message,
                sent.sender == leader
            else { return nil }
            let fits =
                state.term(at: index) == previousTerm
                || !rules.checksPreviousEntry && index <= state.lastIndex
            return (fits, index + entries.count, .message(sent.bytes, from: sent.sender))
        }
    }
}

extension RaftMessage {
    /// The term that an answer without success tells.
    var refusedTerm: Int? {
        switch self {
        case .voteResponse(let term, false, false), .appendResponse(let term, false, _): term
        default: nil
        }
    }
}

extension RaftDriver {
    /// AppendEntries of which the last entry is at `length`, and behind which nothing is sent.
    ///
    /// A leader begins where it believes the follower's log to agree, and goes back when the follower says that it does
    /// not. So where no message fits, the two talk until one does.
    func appendStimulus(
        _ i: ReplicaID, leader j: ReplicaID, term: Int, length: Int, in system: System
    ) -> Stimulus<Input> {
        var (world, talk) = (system, [Stimulus<Input>.Delivery]())
        for _ in 0..<4 {
            let sent = world.entries(from: j, to: i, term: term)
            if let fitting = fittingEntries(sent, length, in: system) {
                return Stimulus(evidence: [], then: talk + [.init(fitting, to: i)])
            }
            guard let next = nextWords(between: i, and: j, in: &world, sent) else { break }
            talk += next
        }
        // A message of that kind that nobody has sent, and that nobody will send.
        return system.nodes[j.number].replica.state.log.isEmpty && length > 0
            ? .impossible
            : .leftOut(
                because: "a leader sends all that a server lacks at once, and nothing once it has stopped")
    }

    /// The message that ends at `length`, out of those that a leader has sent.
    private func fittingEntries(
        _ sent: [(fits: Bool, end: Int, input: Input)], _ length: Int, in system: System
    ) -> Input? {
        let fitting = sent.filter { $0.fits && $0.end == length }
        // Where the entry before is not looked at, the message that begins last shows it.
        let chosen = system.rules.checksPreviousEntry ? fitting.first : fitting.last
        // One that does not fit passes on the term and nothing else, like one without entries.
        return (chosen ?? (length == 0 ? sent.first { !$0.fits } : nil))?.input
    }

    /// Deliveries of the next exchange: the message that does not fit, to the follower, and its answer, to
    /// the leader.
    private func nextWords(
        between i: ReplicaID, and j: ReplicaID, in world: inout System,
        _ sent: [(fits: Bool, end: Int, input: Input)]
    ) -> [Stimulus<Input>.Delivery]? {
        let leader = world.nodes[j.number].replica.state
        guard leader.role == .leader, let attempt = sent.last(where: { !$0.fits }) else { return nil }
        let before = world.outbox
        guard (try? feed(attempt.input, to: i, of: &world)) != nil else { return nil }
        let answer = world.outbox.messages(for: j).first { $0.sender == i && !before.messages.contains($0) }
        guard let answer else { return nil }
        let input = Input.message(answer.bytes, from: i)
        guard (try? feed(input, to: j, of: &world)) != nil else { return nil }
        return [.init(attempt.input, to: i), .init(input, to: j)]
    }
}
