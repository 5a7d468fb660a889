import QuorateFaults

/// One value decided by a quorum of votes, where votes are changed by chance, by a bug or on purpose.
///
/// The gray area between crashes and lies: a serialiser that writes in the byte order of its machine, a bit
/// that flips on the way, and equivocation, which is the same seen from outside. Each of them makes the votes
/// of one replica mean different values to different readers, so majorities of 2f + 1 replicas fail and
/// quorums of 2f + 1 out of 3f + 1 hold. A checksum turns the flipped bit into an omission, which 2f + 1
/// replicas survive; it turns neither of the others into anything, because the writer computes it over what
/// it wrote. Driscoll, Hall, Sivencrona and Zumsteg, "Byzantine Fault Tolerance, from Theory to Reality"
/// (2003), tell such faults; the protocol is that of ``SingleValueAgreement``, which does not promise a decision.
///
/// A value is two bytes, of which only the lowest bits matter here: 0 to 3. Clients propose 1, 2 and 3; bytes
/// in the wrong order change 1 into 2 and 2 into 1, one flipped bit changes any of them into two others, and
/// 0 comes from nowhere else.
///
/// Fault model: f replicas, every choice, whose votes are struck as the parameter says; each copy for itself.
/// A copy is read once, when its reader decides, so what it has become is chosen there. What a struck replica
/// decides does not count. Abstracted: one flipped bit in a copy; a checksum that always detects it.
struct CorruptedVotes: Spec {
    static let summary =
        "Votes are struck by flipped bits, wrong byte order or a liar; a checksum helps with one."
    static let source =
        "Driscoll, Hall, Sivencrona and Zumsteg, Byzantine Fault Tolerance, from Theory to Reality (2003)"

    /// Fault that strikes the votes of a replica.
    enum Fault: Int, Sendable {
        /// A bit of a copy flips on the way.
        case bitFlip
        /// The replica writes in the byte order of its machine, and readers read in that of theirs.
        case byteOrder
        /// The replica sends what it likes to whom it likes.
        case equivocation
    }

    var replicas: ReplicaSet
    /// f, the number of replicas whose votes are struck, and the number that the quorums are made for.
    var faults: Int
    /// Fault that strikes them.
    var fault: Fault
    /// Checksum in every vote: readers drop a vote whose bytes it does not match.
    var hasChecksum: Bool
    var mutant: Mutant?

    /// `replicas` replicas (1 to 5), of which the votes of `faults` are struck by `fault`.
    init(
        replicas: Int = 3, faults: Int = 1, fault: Fault = .bitFlip, hasChecksum: Bool = true,
        mutant: Mutant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.fault = fault
        self.hasChecksum = hasChecksum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...5), Parameter("faults", \.faults, in: 0...2),
            Parameter("fault", \.faultNumber, in: 0...2), Parameter("checksum", \.hasChecksum),
        ]
    }

    /// Fault as a person sets it: 0 a flipped bit, 1 byte order, 2 equivocation.
    var faultNumber: Int {
        get { fault.rawValue }
        set { fault = Fault(rawValue: newValue) ?? .bitFlip }
    }

    var assumptions: Assumptions? {
        let model: FaultModel =
            switch actualFault {
            case .bitFlip: .corruption(detection)
            case .byteOrder:
                .boundedAdversary(limit: "votes in the byte order of the sender's machine", .oral)
            case .equivocation: .byzantine(.oral)
            }
        return Assumptions(
            replicas: replicas, faults: faults, model, network: .asynchronous, placement: .every(faults),
            notes: [
                actualFault == .bitFlip ? "at most one bit flips in each copy of a vote" : nil,
                actualFault == .byteOrder ? "each machine has either byte order" : nil,
            ].compactMap(\.self))
    }

    func validate() throws {
        if faults > replicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(replicas.count) cannot be struck; lower faults")
        }
    }

    /// f + 1 out of 2f + 1, and 2f + 1 out of 3f + 1: as many votes as can be waited for.
    var quorumSize: Int { QuorumSize.allButFaulty(n: replicas.count, f: faults) }

    /// Fault that strikes: a mutant may put another in its place.
    var actualFault: Fault {
        switch mutant {
        case .byteOrder: .byteOrder
        case .equivocation: .equivocation
        case .noChecksum, nil: fault
        }
    }

    var detection: FaultModel.Detection {
        hasChecksum && mutant != .noChecksum ? .byChecksum : .undetected
    }

    /// Value of two bits, the lowest of each byte.
    typealias Word = BoundedInt<0, 3>

    struct State: SpecState {
        /// Vote of each replica, as it sees it itself.
        var votes = ReplicaMap<Word?>(nil)
        /// Decision of each correct replica.
        var decisions = ReplicaMap<Word?>(nil)
        /// Replicas whose votes are struck.
        var faulty: FaultyReplicas
        /// Replicas with the higher byte first.
        var bigEndian: ReplicaSet
    }

    var initialStates: [State] {
        let machines = actualFault == .byteOrder ? Array(replicas.subsets) : [ReplicaSet()]
        return Adversary(.every(faults)).choices(among: replicas).flatMap { faulty in
            machines.map { State(faulty: faulty, bigEndian: $0) }
        }
    }

    enum Action: SpecAction {
        case vote(ReplicaID, Word)
        case decide(ReplicaID, Word)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let quorumSize = quorumSize
        for r in replicas {
            let isStruck = s.faulty.contains(r)
            // A liar's own vote means nothing; where votes are only struck, the replica votes like any other.
            let votes = !(isStruck && actualFault == .equivocation) && s.votes[r] == nil
            for value in Word.values {
                next.take(.vote(r, value), if: votes && value > 0) { $0.votes[r] = value }
                next.take(
                    .decide(r, value),
                    if: !isStruck && s.decisions[r] == nil
                        && voteCount(for: value, readBy: r, in: s) >= quorumSize
                ) { $0.decisions[r] = value }
            }
        }
    }

    /// Number of votes that `reader` may read as `value`.
    @inline(__always)
    func voteCount(for value: Word, readBy reader: ReplicaID, in s: State) -> Int {
        replicas.filter { canRead(value, from: $0, by: reader, in: s) }.count
    }

    /// Possible reading: the copy of `sender`'s vote that goes to `reader` may read as `value`.
    @inline(__always)
    private func canRead(
        _ value: Word, from sender: ReplicaID, by reader: ReplicaID, in s: State
    ) -> Bool {
        let vote = s.votes[sender]
        guard s.faulty.contains(sender) else { return vote == value }
        switch actualFault {
        case .equivocation: return true
        case .bitFlip:
            guard let vote else { return false }
            return Self.reads(vote, as: value, detection)
                || Self.reads(vote, flipping: 1, as: value, detection)
                || Self.reads(vote, flipping: 2, as: value, detection)
        case .byteOrder:
            guard let vote else { return false }
            // The bytes arrive as they were written, so a checksum over them matches; only their meaning
            // differs.
            let isSameOrder = s.bigEndian.contains(sender) == s.bigEndian.contains(reader)
            return (isSameOrder ? vote : Self.swapped(vote)) == value
        }
    }

    /// Reading of a copy: `vote` with the bits of `mask` flipped reads as `value`.
    @inline(__always)
    private static func reads(
        _ vote: Word, flipping mask: Int = 0, as value: Word, _ detection: FaultModel.Detection
    ) -> Bool {
        Corruptible(vote).changed(to: Word(vote.value ^ mask)).read(detection) == value
    }

    /// Value whose two bytes are those of `word` in the other order.
    @inline(__always)
    static func swapped(_ word: Word) -> Word { Word(word.value >> 1 | (word.value & 1) << 1) }

    var properties: [Property<State>] {
        let replicas = replicas
        return [
            .always("agreement") { s in Set(replicas.compactMap { s.decisions[$0] }).count <= 1 },
            .always("validity") { s in replicas.allSatisfy { s.decisions[$0] != 0 } },
            .reachable("decision by every correct replica") { s in
                (replicas - s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
        ]
    }
}
