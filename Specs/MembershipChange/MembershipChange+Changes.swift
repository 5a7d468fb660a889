import QuorateLanguage
import QuorateQuorums

extension MembershipChange {
    @inline(__always)
    func extend(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let latest = s.log[i].configuration(from: members)
        let committedLength = s.committed[s.term[i].value].count
        next.take(.propose(i)) { $0.extend(i, with: latest) }
        // A configuration is changed only when the one before it is known to be committed.
        guard committedLength >= s.log[i].changeIndex(from: members) else { return }
        if latest.isJoint {
            next.take(.complete(i)) { $0.extend(i, with: Configuration(latest.new)) }
            return
        }
        // The correction of 2015: entries of its own term are the only ones that a leader commits.
        if method == .singleServer && mutant != .noNoOp && committedLength == 0 { return }
        for new in servers.subsets where mayChange(latest.new, to: new) {
            let isDirect = method == .singleServer || mutant == .oneStep
            next.take(.change(i, to: new)) {
                $0.extend(i, with: isDirect ? Configuration(new) : Configuration(old: latest.new, new: new))
            }
        }
    }

    private func mayChange(_ old: ReplicaSet, to new: ReplicaSet) -> Bool {
        let changed = old.subtracting(new).count + new.subtracting(old).count
        switch mutant {
        // A single member commits what it appends at once, and another property would fall as well.
        case .oneStep: return changed > 0 && new.count >= 2
        case .twoServers: return (1...2).contains(changed) && new.count >= 2
        default: return !new.isEmpty && (changed == 1 || changed > 1 && method == .jointConsensus)
        }
    }
}
