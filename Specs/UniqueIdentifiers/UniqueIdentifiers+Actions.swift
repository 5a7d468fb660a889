import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension UniqueIdentifiers {
    public enum Action: SpecAction {
        case sign(ReplicaID, Binding)
        case commit(Binding)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case sign, commit }

        public var kind: Kind {
            switch self {
            case .sign: .sign
            case .commit: .commit
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: servers)
        for number in 0..<UInt64(identifiers * Name.valueCount) {
            let binding = Binding(packed: number)
            for i in correct {
                next.take(.sign(i.id, binding), if: accepts(binding, i, s.signatures)) {
                    $0.signatures.cast(binding, by: i.id)
                }
            }
            next.take(
                .commit(binding), if: !s.passwd.contains(binding), given: isCertified(binding, s.signatures)
            ) { $0.passwd.insert(binding) }
        }
    }

    /// Whether a correct server signs an entry: it has not, and it has signed no other name for the user ID.
    @inline(__always)
    func accepts(
        _ binding: Binding, _ server: CorrectReplica, _ signatures: MonotoneVotes<Binding, TwoWords>
    ) -> Bool {
        if signatures.hasCast(binding, by: server) { return false }
        let conflicts =
            switch mutant {
            case .signsAgain: false
            case .namesOnly:
                UserID.values.contains { signatures.hasCast(Binding($0, binding.name), by: server) }
            case .quorumFPlus1, .mixedCertificate, nil:
                Name.values.contains { signatures.hasCast(Binding(binding.uid, $0), by: server) }
            }
        return !conflicts
    }

    /// Whether the signatures commit the entry.
    @inline(__always)
    func isCertified(_ binding: Binding, _ signatures: MonotoneVotes<Binding, TwoWords>) -> Evidence {
        let signers = signatures[binding]
        guard mutant == .mixedCertificate else { return signers.count >= enough }
        let all = Name.values.reduce(signers) { $0.union(signatures[Binding(binding.uid, $1)]) }
        return all.count >= enough && signers.count >= 1
    }
}
