import QuorateFaults

/// The next version of a directory is committed by 2f + 1 signatures on the root of its Merkle tree.
///
/// The commit certificate of Byzantine replication, as in Castro and Liskov, "Practical Byzantine Fault
/// Tolerance" (1999), over the root hash of Merkle, "A Digital Signature Based on a Conventional Encryption
/// Function" (1987). A reader who knows nothing but the replicas' keys takes an entry of the directory from
/// anybody: with a certificate for a root, and a proof that the entry stands under that root. Differences
/// from the papers: one version; the proposer may be a liar, so that correct replicas may be asked to sign
/// two valid directories, and sign the first. Signatures may be split for ever, so no property says that there is a
/// certificate in the end.
///
/// The hashes are real and the state does not hold them: see `InclusionTable`. A signature is a fact that a
/// replica has signed a root; none can be forged.
///
/// Fault model: f Byzantine replicas, every choice, that sign everything and show any entry with any proof to
/// anybody.
struct CommitCertificate: VotingSpec {
    static let summary = "2f + 1 signatures on a Merkle root commit the next version of a directory."
    static let source =
        "Castro and Liskov, Practical Byzantine Fault Tolerance (1999); Merkle (1987); RFC 6962 (2013)"
    static let authentication = FaultModel.Authentication.signed

    var replicas: ReplicaSet
    /// Number of readers.
    var readers: Int
    /// The f Byzantine replicas; certificates are made for their number.
    var adversary: Adversary
    var mutant: Mutant?
    let inclusion = InclusionTable.shared

    /// `replicas` replicas (1 to 7), `faults` of them Byzantine, and one or two readers.
    init(replicas: Int = 4, faults: Int = 1, readers: Int = 2, mutant: Mutant? = nil) {
        self.replicas = ReplicaSet(count: replicas)
        self.readers = readers
        adversary = Adversary(.every(faults))
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.adversary.count, in: 0...2),
            Parameter("readers", \.readers, in: 1...2),
        ]
    }
    var notes: [String] { ["hashes do not collide; readers know the replicas' keys only"] }

    /// Number of signatures that make a certificate: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .smallCertificate ? 1 : 2, plus: 1) }
    /// The same in this instance.
    var certificateSize: Int { rule(n: replicas.count, f: adversary.count) }

    /// Reader, who looks up the entry `home`.
    enum Reader: FiniteValue { case first, second }

    /// Next version of the directory, told from the others by whose the entry `home` is.
    enum Directory: FiniteValue {
        case alices, bobs
        /// No client asked for it, and no correct replica takes it for valid.
        case eves

        /// Entries in the order of their names, `home` among them.
        var entries: [[UInt8]] {
            [
                "bin root 2f7a", "etc root 91c0", "home \(self) 55d2", "lib root 0b1e", "usr root c3a8",
            ].map { Array($0.utf8) }
        }

        var tree: MerkleTree { MerkleTree(over: entries) }

        /// Position of `home` among the entries.
        static var home: Int { 2 }
    }

    /// Table of which entry is proved to stand under which root, found once with real hashes.
    ///
    /// A liar may show any entry with any of the proofs that there are. That two directories have different
    /// roots is a consequence: otherwise an entry would be proved under two roots.
    struct InclusionTable: Hashable, Sendable {
        private let proved: UInt16

        /// The table over all directories, worked out when it is first asked for.
        static let shared = InclusionTable()

        private init() {
            let directories = Array(Directory.values)
            let trees = directories.map(\.tree)
            let proofs = trees.flatMap { tree in (0..<tree.blockCount).map(tree.inclusionProof) }
            var bits: UInt16 = 0
            for entry in directories {
                for root in directories {
                    let (block, tree) = (entry.entries[Directory.home], trees[Int(root.packed)])
                    let isProved = proofs.contains { proof in
                        MerkleTree.verify(
                            proof, of: block, at: Directory.home, of: tree.blockCount, under: tree.root)
                    }
                    if isProved { bits |= 1 << Self.position(entry, root) }
                }
            }
            proved = bits
        }

        /// Inclusion: the entry of `entry` has a proof under the root of `root`.
        @inline(__always)
        func contains(_ entry: Directory, under root: Directory) -> Bool {
            proved >> Self.position(entry, root) & 1 != 0
        }

        @inline(__always)
        private static func position(_ entry: Directory, _ root: Directory) -> UInt16 {
            UInt16(truncatingIfNeeded: entry.packed * 3 + root.packed)
        }
    }

    struct State: ByzantineState {
        /// Signers of the root of each directory.
        var signatures: MonotoneVotes<Directory, TwoWords>
        var faulty: FaultyReplicas
        /// Directory whose `home` each reader has accepted.
        @Packed var first: Directory? = nil
        @Packed var second: Directory? = nil
    }

    var initialStates: [State] {
        adversary.choices(among: replicas).map {
            State(signatures: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    typealias Message = Directory
    static var votes: VotePath<State, Message, TwoWords> { \.signatures }

    enum Action: SpecAction {
        case sign(ReplicaID, Directory)
        case accept(Reader, entry: Directory, root: Directory)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) {
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

    /// Evidence of enough signatures that a reader takes for signatures on `root`.
    @inline(__always)
    private func isCertified(_ root: Directory, in s: State) -> Evidence {
        guard mutant == .unsignedContents else { return s.signatures[root].count >= certificateSize }
        let signers = s.signatures[.alices].union(s.signatures[.bobs]).union(s.signatures[.eves])
        return signers.count >= certificateSize
    }

    private var agreement: Property<State> {
        .reachable("both readers accept an entry") { s in s.first != nil && s.second != nil }
    }

    var properties: [Property<State>] {
        let (replicas, certificateSize) = (replicas, certificateSize)
        return [
            .always("authenticity") { s in s.first != .eves && s.second != .eves },
            .always("one history") { s in s.first == nil || s.second == nil || s.first == s.second },
            .reachable("an entry is accepted") { s in s.first != nil },
            .reachable("certificate of correct replicas alone") { s in
                let correct = s.faulty.correct(among: replicas)
                return s.signatures.senders(of: .alices, in: correct).count >= certificateSize
            },
        ] + (readers > 1 ? [agreement] : [])
    }
}
