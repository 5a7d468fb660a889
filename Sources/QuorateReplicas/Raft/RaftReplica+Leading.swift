/// Work of a leader: section 5.3, and the commit rule of section 5.4.2.
extension RaftReplica {
    mutating func endHeartbeatTimer() {
        guard state.role == .leader else { return drop(.notLeader(leader: state.leader)) }
        replicate()
    }

    mutating func propose(_ command: [UInt8]) {
        guard state.role == .leader else { return drop(.notLeader(leader: state.leader)) }
        guard command.count <= RaftLimits.commandSize else { return drop(.commandTooLarge(command.count)) }
        add(.command(command))
        replicate()
        advanceCommitIndex()
    }

    /// Appends an entry of the current term to the leader's log.
    mutating func add(_ payload: RaftEntry.Payload) {
        store([RaftEntry(term: state.term, payload)], at: state.lastIndex + 1)
        if case .configuration = payload { addProgress() }
    }

    /// Makes the servers to which entries go those of the configuration in effect.
    mutating func addProgress() {
        var progress: [Int: Progress] = [:]
        for server in others {
            progress[server] =
                state.progress[server] ?? Progress(nextIndex: state.lastIndex + 1, matchIndex: 0)
        }
        state.progress = progress
    }

    /// Sends everybody what is still missing there, if only that nothing is.
    mutating func replicate() {
        for server in others { sendEntries(to: server) }
    }

    private mutating func sendEntries(to server: Int) {
        guard let next = state.progress[server]?.nextIndex, let previousTerm = state.term(at: next - 1) else {
            return
        }
        let entries = Array(state.log.dropFirst(next - 1).prefix(RaftLimits.entriesPerMessage))
        let message = RaftMessage.appendEntries(
            term: state.term, previousIndex: next - 1, previousTerm: previousTerm, entries: entries,
            commitIndex: state.commitIndex)
        send(message, to: server)
        if sendsAhead { state.progress[server]?.nextIndex += entries.count }
    }

    mutating func receiveAppendResponse(term: Int, success: Bool, index: Int, from sender: Int) {
        if term > state.term { return follow(in: term) }
        guard accepts(term) else { return drop(.staleTerm(term)) }
        guard state.role == .leader, index <= state.lastIndex else { return drop(.unexpectedResponse) }
        guard let progress = state.progress[sender] else { return drop(.notAVoter(sender)) }
        if success {
            take(acknowledged: index, of: progress, from: sender)
        } else {
            goBack(to: index, of: progress, for: sender)
        }
    }

    private mutating func take(acknowledged index: Int, of progress: Progress, from sender: Int) {
        state.progress[sender]?.matchIndex = max(progress.matchIndex, index)
        state.progress[sender]?.nextIndex = max(progress.nextIndex, index + 1)
        // The message was full: the rest need not wait for the heartbeat.
        let wasFull = index - progress.matchIndex >= RaftLimits.entriesPerMessage
        if wasFull, index < state.lastIndex { sendEntries(to: sender) }
        advanceCommitIndex()
    }

    private mutating func goBack(to index: Int, of progress: Progress, for sender: Int) {
        let next = max(progress.matchIndex, index) + 1
        // What does not lower the next index is a refusal that came late or twice.
        guard next < progress.nextIndex else { return drop(.unexpectedResponse) }
        state.progress[sender]?.nextIndex = next
        sendEntries(to: sender)
    }

    /// Commits what a quorum holds, if the last of it is of the current term.
    mutating func advanceCommitIndex() {
        let index = state.voters.committedIndex(matchIndices)
        if index > state.commitIndex, index <= state.lastIndex, mayCommit(index) { commit(upTo: index) }
        completeChange()
    }
}
