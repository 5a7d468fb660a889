import QuorateLanguage
import QuorateQuorums

// Section 5.3, and the rule of section 5.4.2 for entries of earlier terms.
extension Raft {
    @inline(__always)
    func replicate(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        guard s.role[i] == .leader else { return }
        let (term, log) = (s.term[i].value, s.log[i])
        next.take(.propose(i), if: log.count < entries) {
            var longer = log
            longer.append(term)
            $0.log[i] = longer
            $0.appends[term][i] = longer
        }
        for length in 1...2 {
            next.take(.commit(i, length: length), if: mayCommit(length, leader: i, s)) {
                for known in 1...length { $0.messages.insert(.commit(term: term, length: known)) }
            }
        }
    }

    private func mayCommit(_ length: Int, leader i: ReplicaID, _ s: State) -> Bool {
        let (term, log) = (s.term[i].value, s.log[i])
        guard length <= log.count && length > s.committedLength(in: term) else { return false }
        guard log[length] == term || mutant == .countsOldTerms else { return false }
        var having = s.followers(having: length, in: term, of: servers)
        having.insert(i)
        return quorums.isQuorum(having)
    }

    /// Server `i` handles an AppendEntries of leader `j` of `term`.
    @inline(__always)
    func receiveEntries(
        _ i: ReplicaID, from j: ReplicaID, _ term: Int, _ s: State, _ next: inout Next<Self>
    ) {
        guard let sent = s.appends[term][j], term >= s.term[i].value || mutant == .appendsStaleEntries
        else { return }
        let isNew = term > s.term[i].value
        for length in 0...sent.count {
            let log = merged(s.log[i], with: sent.prefix(length))
            let isRecorded =
                !isNew && s.role[i] == .follower && log == s.log[i]
                && s.acknowledged[term][i].value >= length
            next.take(.append(i, leader: j, term: term, length: length), if: !isRecorded) {
                if isNew { $0.adopt(term, by: i) }
                $0.role[i] = .follower
                $0.log[i] = log
                if s.acknowledged[term][i].value < length { $0.acknowledged[term][i] = Length(length) }
            }
        }
    }

    /// What is left of a follower's log when the leader's is `entries` up to the last that it has sent: an
    /// entry that conflicts is removed with all behind it, and entries behind those sent stay.
    private func merged(_ log: Log, with entries: Log) -> Log {
        switch mutant {
        case .truncatesAlways: return entries
        case .keepsConflicts:
            var kept = log
            while kept.count < entries.count { kept.append(entries[kept.count + 1]) }
            return kept
        case .skipsConsistencyCheck where entries.count > 0 && log.count >= entries.count - 1:
            var patched = log.prefix(entries.count - 1)
            patched.append(entries.lastTerm)
            return patched
        default: return log.hasPrefix(entries) ? log : entries
        }
    }
}
