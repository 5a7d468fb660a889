import QuorateFaults

/// The next version of a directory is committed by 2f + 1 signatures on the root of its Merkle tree.
///
/// The commit certificate of Byzantine replication, as in Castro and Liskov, "Practical Byzantine Fault
/// Tolerance" (1999), over the root hash of Merkle, "A Digital Signature Based on a Conventional Encryption
/// Function" (1987). A reader who knows nothing but the replicas' keys takes an entry of the directory from
/// anybody: with a certificate for a root, and a proof that the entry stands under that root. Differences
/// from the papers: one version; the proposer may be a liar, so that correct replicas may be asked to sign
/// two valid directories, and sign the first.
///
/// The hashes are real and the state does not hold them: see `InclusionTable`. A signature is a fact that a
/// replica has signed a root; nobody forges one.
///
/// Fault model: f Byzantine replicas, every choice, that sign everything and show any entry with any proof to
/// anybody.
struct CommitCertificate: Spec, ByzantineSpec {
    static let summary = "2f + 1 signatures on a Merkle root commit the next version of a directory."
    static let source =
        "Castro and Liskov, Practical Byzantine Fault Tolerance (1999); Merkle (1987); RFC 6962 (2013)"

    /// Somebody who looks up the entry `home`.
    enum Reader: FiniteValue { case first, second }

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas.
    var faults: Int
    /// The number of readers.
    var readers: Int
    var mutant: Mutant?
    var timing = Adversary.Timing.fromTheStart
    let inclusion = InclusionTable.shared

    /// `replicas` replicas (1 to 7), `faults` of them Byzantine, and one or two readers.
    init(replicas: Int = 4, faults: Int = 1, readers: Int = 2, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.readers = readers
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("readers", \.readers, in: 1...2),
        ]
    }
    var replicas: ReplicaSet { allReplicas }

    func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    /// 2f + 1: so many signatures make a certificate.
    var rule: QuorumSize { QuorumSize(faults: mutant == .smallCertificate ? 1 : 2, plus: 1) }

    var certificateSize: Int { rule(n: allReplicas.count, f: faults) }

    /// Every choice of f Byzantine replicas; setting it changes the timing only.
    var adversary: Adversary {
        get { Adversary(.every(faults), timing: timing) }
        set { timing = newValue.timing }
    }

    struct State: SpecState {
        /// Who has signed the root of which directory.
        var signatures: MonotoneVotes<Directory, TwoWords>
        /// The Byzantine replicas.
        var faulty: FaultyReplicas
        /// Whose `home` each reader has accepted.
        @Packed var first: Directory? = nil
        @Packed var second: Directory? = nil
    }

    var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            State(signatures: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: .every(faults), notes: ["hashes do not collide; readers know the replicas' keys only"])
    }

    var messages: [Directory] { Array(Directory.values) }
    func faulty(in state: State) -> FaultyReplicas { state.faulty }
    func send(_ message: Directory, from sender: ReplicaID, in state: inout State) {
        state.signatures.cast(message, by: sender)
    }
    func correctPart(of state: State) -> State {
        var part = state
        part.signatures = state.signatures.without(state.faulty)
        return part
    }

    /// A next version of the directory, told from the others by whose the entry `home` is.
    enum Directory: FiniteValue {
        case alices, bobs
        /// Nobody asked for it, and no correct replica takes it for valid.
        case eves

        /// The entries in the order of their names, `home` among them.
        var entries: [[UInt8]] {
            [
                "bin root 2f7a", "etc root 91c0", "home \(self) 55d2", "lib root 0b1e", "usr root c3a8",
            ].map { Array($0.utf8) }
        }

        /// The Merkle tree over the entries.
        var tree: MerkleTree { MerkleTree(over: entries) }

        /// The position of `home` among the entries.
        static var home: Int { 2 }
    }

    /// Which entry is proved to stand under which root, found once with real hashes.
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

        /// Whether the entry of `entry` has a proof under the root of `root`.
        @inline(__always)
        func contains(_ entry: Directory, under root: Directory) -> Bool {
            proved >> Self.position(entry, root) & 1 != 0
        }

        @inline(__always)
        private static func position(_ entry: Directory, _ root: Directory) -> UInt16 {
            UInt16(truncatingIfNeeded: entry.packed * 3 + root.packed)
        }
    }

    enum Action: SpecAction {
        case sign(ReplicaID, Directory)
        case accept(Reader, entry: Directory, root: Directory)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
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

    var properties: [Property<State>] {
        let (allReplicas, certificateSize) = (allReplicas, certificateSize)
        return [
            .always("authenticity") { s in s.first != .eves && s.second != .eves },
            .always("one history") { s in s.first == nil || s.second == nil || s.first == s.second },
            .reachable("an entry is accepted") { s in s.first != nil },
            .reachable("certificate of correct replicas alone") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return s.signatures.senders(of: .alices, in: correct).count >= certificateSize
            },
        ]
    }
}
