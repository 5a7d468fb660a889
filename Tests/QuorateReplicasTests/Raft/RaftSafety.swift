import QuorateReplicas

/// The properties of figure 3, watched over all servers and the whole run.
struct RaftSafety {
    enum Property: Hashable {
        case electionSafety, logMatching, leaderCompleteness, stateMachineSafety
    }

    struct Violation: Hashable {
        var property: Property
        var detail: String
    }

    private struct Committed {
        var entry: RaftEntry
        /// The term of the first leader that is known to have committed the entry.
        var term: Int
    }

    private(set) var violation: Violation?
    private(set) var elections = 0
    private(set) var committedChanges = 0
    private var leaders: [Int: Int] = [:]
    private var electedLogs: [Int: [RaftEntry]] = [:]
    private var committed: [Committed] = []

    var commitCount: Int { committed.count }

    /// Checks what server `number` says.
    mutating func observe(_ event: RaftReplica.Event, at number: Int, _ state: RaftReplica.State) {
        switch event {
        case .becameLeader(let term): elect(number, in: term, log: state.log)
        case .votersCommitted(_, let index):
            committedChanges += 1
            commit(index, at: number, state)
        case .applied(let index, _): commit(index, at: number, state)
        case .committedEntryLost(let index):
            fail(.stateMachineSafety, "server \(number) lost its committed entry \(index)")
        default: break
        }
    }

    /// Checks what changed at server `number`, from `before` to what it is in `states` now.
    mutating func observe(_ before: RaftReplica.State, at number: Int, in states: [RaftReplica.State]) {
        let state = states[number]
        if state.commitIndex > before.commitIndex {
            for index in before.commitIndex + 1...state.commitIndex { commit(index, at: number, state) }
        }
        guard state.log != before.log else { return }
        for (other, another) in states.enumerated() where other != number {
            let shared = (0..<min(state.log.count, another.log.count)).last {
                state.log[$0].term == another.log[$0].term
            }
            guard let shared else { continue }
            if state.log[...shared] != another.log[...shared] {
                fail(.logMatching, "servers \(number) and \(other) differ before index \(shared + 1)")
            }
        }
    }

    private mutating func elect(_ number: Int, in term: Int, log: [RaftEntry]) {
        elections += 1
        if let other = leaders[term], other != number {
            fail(.electionSafety, "servers \(other) and \(number) lead term \(term)")
        }
        leaders[term] = number
        // The leader's first own entry is in its log already, behind what it was elected with.
        let elected = Array(log.prefix { $0.term < term })
        electedLogs[term] = elected
        for (position, old) in committed.enumerated() where old.term < term {
            if position >= elected.count || elected[position] != old.entry {
                fail(.leaderCompleteness, "leader \(number) of term \(term) lacks entry \(position + 1)")
            }
        }
    }

    private mutating func commit(_ index: Int, at number: Int, _ state: RaftReplica.State) {
        let entry = state.log[index - 1]
        if !committed.indices.contains(index - 1) {
            // What is in front is committed with it, a no-op perhaps, of which no event tells.
            for earlier in committed.count + 1..<max(index, committed.count + 1) {
                commit(earlier, at: number, state)
            }
        }
        if index <= committed.count {
            if committed[index - 1].entry != entry {
                fail(.stateMachineSafety, "server \(number) commits another entry \(index)")
            }
            return
        }
        committed.append(Committed(entry: entry, term: state.term))
        for (term, log) in electedLogs.sorted(by: { $0.key < $1.key }) where term > state.term {
            if index > log.count || log[index - 1] != entry {
                fail(.leaderCompleteness, "the leader of term \(term) lacks entry \(index)")
            }
        }
    }

    private mutating func fail(_ property: Property, _ detail: String) {
        violation = violation ?? Violation(property: property, detail: detail)
    }
}
