import QuorateFaults

extension AsynchronousConsensus {
    /// Number of messages that a replica acts on, its own included: n - f, since it cannot wait for more.
    var enoughToAct: Int { replicas.count - faults }

    /// Number of equal values that make a proposal: more than n/2, so that no other is proposed.
    var enoughToPropose: Int { replicas.count / 2 + 1 }

    /// Number of proposals that decide: f + 1, so that all others hear one of them.
    var enoughToDecide: Int { mutant == .hastyDecision ? 1 : faults + 1 }

    /// Replicas that take steps: those that have not crashed.
    func active(in s: State) -> ReplicaSet {
        let alive = replicas - s.crashed
        return mutant == .earlyHalt ? ReplicaSet(alive.filter { s.decision[$0] == nil }) : alive
    }

    /// Acts on the messages that `i` has received.
    func act(_ i: ReplicaID, _ s: inout State) {
        let heard = s.received[i]
        let counts = Value.values.map { v in (value: v, count: heard.count { s.sent[$0] == .value(v) }) }
        switch s.exchange {
        case .reports:
            let majority = counts.first { $0.count >= enoughToPropose }
            s.next[i] = majority.map { .value($0.value) } ?? .noProposal
        case .proposals:
            if let (v, count) = counts.first(where: { $0.count > 0 }) {
                if count >= enoughToDecide { decide(v, i, &s) }
                adopt(v, i, &s)
            } else if coin {
                s.tossing.insert(i)
            } else {
                adopt(s.value[i], i, &s)
            }
        }
    }

    private func decide(_ v: Value, _ i: ReplicaID, _ s: inout State) {
        if s.decision[i] == nil { s.decision[i] = mutant == .alwaysZero ? .zero : v }
    }

    /// Makes `v` the value of `i`, which it sends in the next round.
    func adopt(_ v: Value, _ i: ReplicaID, _ s: inout State) {
        s.value[i] = v
        if mutant == .earlyHalt && s.decision[i] != nil { return }
        s.next[i] = .value(v)
    }

    /// Crash of `i`: what it knows is lost, what it has sent is not.
    func crash(_ i: ReplicaID, _ s: inout State) {
        s.crashed.insert(i)
        s.value[i] = .zero
        s.received[i] = []
    }

    /// Begin of the next exchange.
    func begin(_ s: inout State) {
        s.exchange = s.exchange == .reports ? .proposals : .reports
        s.sent = s.next
        s.next = ReplicaMap(.none)
        for i in replicas { s.received[i] = active(in: s).contains(i) ? [i] : [] }
    }
}
