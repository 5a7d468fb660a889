/// Work of a follower with entries: section 5.3, and AppendEntries in figure 2.
extension RaftReplica {
    /// Makes `sender` the leader from now on, and returns true, if AppendEntries of `term` are to be heeded.
    mutating func isLeader(_ sender: Int, of term: Int) -> Bool {
        if !heeds(leaderOf: term) {
            drop(.staleTerm(term))
            send(.appendResponse(term: state.term, success: false, index: 0), to: sender)
            return false
        }
        if !mayFollow(leaderOf: term) {
            drop(.secondLeader(sender))
            return false
        }
        if term > state.term || state.role != .follower { follow(in: term) }
        state.leader = sender
        event(.heardFromLeader(sender, term: state.term))
        return true
    }

    mutating func appendEntries(
        _ entries: [RaftEntry], after previousIndex: Int, of previousTerm: Int, committed: Int, term: Int,
        leader: Int
    ) {
        guard hasEntry(at: previousIndex, of: previousTerm) else {
            let hint = lastPossibleMatch(before: previousIndex)
            return send(.appendResponse(term: term, success: false, index: hint), to: leader)
        }
        append(entries, after: previousIndex)
        let matchIndex = previousIndex + entries.count
        commit(upTo: min(committed, matchIndex))
        send(.appendResponse(term: term, success: true, index: matchIndex), to: leader)
    }

    /// The greatest index below `index` at which the logs may agree: a whole term is skipped at a time, as section
    /// 5.3 allows.
    private func lastPossibleMatch(before index: Int) -> Int {
        guard let conflicting = state.term(at: index) else { return state.lastIndex }
        if index == 0 { return 0 }
        return state.log.prefix(index - 1).lastIndex { $0.term != conflicting }.map { $0 + 1 } ?? 0
    }

    private mutating func append(_ entries: [RaftEntry], after previousIndex: Int) {
        let known = knownCount(of: entries, after: previousIndex)
        let isCut = isCut(behind: previousIndex + entries.count, afterTaking: entries.count)
        if known < entries.count || isCut {
            store(Array(entries.dropFirst(known)), at: previousIndex + known + 1)
        }
    }

    /// Puts entries in the place of all from `index` on, durably before anything that follows leaves.
    mutating func store(_ entries: [RaftEntry], at index: Int) {
        if index <= state.commitIndex {
            event(.committedEntryLost(index: index))
            state.commitIndex = index - 1
        }
        state.log.removeSubrange((index - 1)...)
        state.log += entries
        persist(.entries(firstIndex: index, entries))
        let before = (state.voters, state.votersIndex)
        state.updateVoters(from: index, initial: configuration.members)
        if (state.voters, state.votersIndex) != before {
            event(.votersChanged(state.voters, index: state.votersIndex))
        }
    }

    /// Applies what is committed and was not yet.
    mutating func commit(upTo index: Int) {
        while state.commitIndex < min(index, state.lastIndex) {
            state.commitIndex += 1
            switch state.log[state.commitIndex - 1].payload {
            case .command(let command): event(.applied(index: state.commitIndex, command: command))
            case .configuration(let voters): event(.votersCommitted(voters, index: state.commitIndex))
            case .noOp: break
            }
        }
    }
}
