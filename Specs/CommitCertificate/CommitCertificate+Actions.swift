import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension CommitCertificate {
    public enum Action: SpecAction {
        case sign(ReplicaID, Directory)
        case accept(Reader, entry: Directory, root: Directory)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case sign, accept }

        public var kind: Kind {
            switch self {
            case .sign: .sign
            case .accept: .accept
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: allReplicas) {
            let hasSigned = Directory.values.contains { s.signatures.hasCast($0, by: i) }
            for directory in Directory.values where directory != .eves {
                next.take(.sign(i.id, directory), if: !hasSigned) {
                    $0.signatures.cast(directory, by: i.id)
                }
            }
        }
        for entry in Directory.values {
            for root in Directory.values where isProved(entry, under: root) {
                next.take(
                    .accept(.first, entry: entry, root: root), if: s.first == nil,
                    given: isCertified(root, in: s)
                ) { $0.first = entry }
                next.take(
                    .accept(.second, entry: entry, root: root), if: readers > 1 && s.second == nil,
                    given: isCertified(root, in: s)
                ) { $0.second = entry }
            }
        }
    }

    @inline(__always)
    private func isProved(_ entry: Directory, under root: Directory) -> Bool {
        mutant == .uncheckedProof || inclusion.contains(entry, under: root)
    }

    /// Whether there are enough signatures that a reader takes for signatures on `root`.
    @inline(__always)
    private func isCertified(_ root: Directory, in s: State) -> Evidence {
        guard mutant == .unsignedContents else { return s.signatures[root].count >= certificateSize }
        let signers = s.signatures[.alices].union(s.signatures[.bobs]).union(s.signatures[.eves])
        return signers.count >= certificateSize
    }
}
