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

    /// Answers that tell a server of `term`.
    ///
    /// Entries of the server's own that did not fit have answers that look alike: they tell it where to begin, and no term.
    func refusals(to replica: ReplicaID, of term: Int) -> [Input] {
        let hasLed = leaders[.init(term: term, leader: replica)] != nil
        return messages(for: replica).compactMap { message, sent in
            if hasLed, case .appendResponse = message { return nil }
            return message.refusedTerm == term ? .message(sent.bytes, from: sent.sender) : nil
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

    /// The entries that a leader has sent to a server in `term`.
    func entries(from leader: ReplicaID, to replica: ReplicaID, term: Int) -> [RaftDriver.SentEntries] {
        let state = nodes[replica.number].replica.state
        return messages(for: replica).compactMap { message, sent in
            guard case .appendEntries(term, let index, let previousTerm, let entries, _) = message,
                sent.sender == leader
            else { return nil }
            let passes =
                state.term(at: index) == previousTerm
                || !rules.checksPreviousEntry && index <= state.lastIndex
            // Who does not look at the entry before says nothing of it with a message without entries.
            let isEmpty = !rules.checksPreviousEntry && entries.isEmpty && index > 0
            return .init(
                fits: passes && !isEmpty, isRefused: !passes, end: index + entries.count,
                input: .message(sent.bytes, from: sent.sender))
        }
    }
}

extension RaftDriver {
    /// AppendEntries as it would reach a server.
    struct SentEntries {
        /// Agreement of the server's log before the entries, where that is asked for.
        let fits: Bool
        /// Refusal by the server, because of the entry before.
        let isRefused: Bool
        /// The index of the last entry.
        let end: Int
        let input: Input
    }
}

extension RaftDriver.System {
    /// Reason why a server does not hear the entries of another leader of its term as the spec has it; nil where it does.
    ///
    /// There are two of them only where the rules are broken.
    func reason(notToHear leader: ReplicaID, at replica: ReplicaID, term: Int) -> String? {
        let state = nodes[replica.number].replica.state
        guard state.role == .leader, state.term == term, leader != replica else { return nil }
        return unsaid[replica] != nil
            ? "a server that its own vote elects leads at once, and hears nobody before"
            : "a leader does not follow another one of its term"
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
        if let reason = system.reason(notToHear: j, at: i, term: term) { return .leftOut(because: reason) }
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
        return length > system.leaders[.init(term: term, leader: j)]?.count ?? 0
            ? .impossible
            : .leftOut(
                because: "a leader sends all that a server lacks at once, and nothing once it has stopped")
    }

    /// The message that ends at `length`, out of those that a leader has sent.
    private func fittingEntries(
        _ sent: [SentEntries], _ length: Int, in system: System
    ) -> Input? {
        let fitting = sent.filter { $0.fits && $0.end == length }
        // Where the entry before is not looked at, the message that begins last shows it.
        let chosen = system.rules.checksPreviousEntry ? fitting.first : fitting.last
        // One that does not fit passes on the term and nothing else, like one without entries that removes nothing.
        let isHeartbeat = length == 0 && !system.rules.truncatesAlways
        return (chosen ?? (isHeartbeat ? sent.first(where: \.isRefused) : nil))?.input
    }

    /// Deliveries of the next exchange: the message that does not fit, to the follower, and its answer, to
    /// the leader.
    private func nextWords(
        between i: ReplicaID, and j: ReplicaID, in world: inout System,
        _ sent: [SentEntries]
    ) -> [Stimulus<Input>.Delivery]? {
        let leader = world.nodes[j.number].replica.state
        guard leader.role == .leader, let attempt = sent.last(where: \.isRefused) else { return nil }
        let before = world.outbox
        guard (try? feed(attempt.input, to: i, of: &world)) != nil else { return nil }
        let answer = world.outbox.messages(for: j).first { $0.sender == i && !before.messages.contains($0) }
        guard let answer else { return nil }
        let input = Input.message(answer.bytes, from: i)
        guard (try? feed(input, to: j, of: &world)) != nil else { return nil }
        return [.init(attempt.input, to: i), .init(input, to: j)]
    }
}
