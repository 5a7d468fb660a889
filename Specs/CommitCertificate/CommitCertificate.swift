public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

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
public struct CommitCertificate: Spec, ByzantineSpec {
    public static let summary = "2f + 1 signatures on a Merkle root commit the next version of a directory."
    public static let source =
        "Castro and Liskov, Practical Byzantine Fault Tolerance (1999); Merkle (1987); RFC 6962 (2013)"

    /// Somebody who looks up the entry `home`.
    public enum Reader: PackedEnum { case first, second }

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas.
    public var faults: Int
    /// The number of readers.
    public var readers: Int
    public var mutant: Mutant?
    var timing = Adversary.Timing.fromTheStart
    let inclusion = InclusionTable.shared

    /// `replicas` replicas (1 to 7), `faults` of them Byzantine, and one or two readers.
    public init(replicas: Int = 4, faults: Int = 1, readers: Int = 2, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.readers = readers
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("readers", \.readers, in: 1...2),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }

    public func validate() throws {
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
    public var adversary: Adversary {
        get { Adversary(.every(faults), timing: timing) }
        set { timing = newValue.timing }
    }

    public struct State: SpecState {
        /// Who has signed the root of which directory.
        var signatures: MonotoneVotes<Directory, TwoWords>
        /// The Byzantine replicas.
        var faulty: FaultyReplicas
        /// Whose `home` each reader has accepted.
        @Packed var first: Directory? = nil
        @Packed var second: Directory? = nil
    }

    public var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            State(signatures: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: .every(faults), notes: ["hashes do not collide; readers know the replicas' keys only"])
    }
}

extension CommitCertificate {
    public var messages: [Directory] { Directory.allCases }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func send(_ message: Directory, from sender: ReplicaID, in state: inout State) {
        state.signatures.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.signatures = state.signatures.without(state.faulty)
        return part
    }
}
