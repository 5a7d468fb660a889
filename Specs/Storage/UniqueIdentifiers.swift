import QuorateFaults

/// A replicated `/etc/passwd`: no user ID is ever given two names.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625115): the file
/// is on n = 3f + 1 servers, and an entry is committed once 2f + 1 of them have signed it. Two such quorums
/// share an honest server, which refuses to sign a second name for the same user ID. With f + 1 signatures an
/// adversary has one group commit (501, "alice") and another (501, "eve"). Differences from the text: anybody
/// may ask for any entry at any time, so that requests need no place in the state; a client with 2f + 1
/// signatures can add the entry, and there is one file. No property says that an ID is ever given: if
/// honest votes are split, it stays free.
///
/// Fault model: Byzantine servers in every placement, signed messages, asynchronous network. A faulty server
/// may sign every entry, some or none, and show each signature to whom it likes.
struct UniqueIdentifiers: VotingSpec {
    static let summary =
        "An entry of /etc/passwd is committed by 2f + 1 signatures, one honest one for each user ID."
    static let source = "Byzantine fault tolerance in operating systems: /etc/passwd (problem 3625115)"
    static let authentication = FaultModel.Authentication.signed

    var servers: ReplicaSet
    /// Number of user IDs that are given: 501, or 501 and 502.
    var identifiers: Int
    /// Number of signatures that commit an entry, or 0 for 2f + 1.
    var quorum: Int
    /// The f Byzantine servers; quorums are made for their number.
    var adversary: Adversary
    var mutant: Mutant?

    /// `servers` servers (1 to 8), `faults` of them Byzantine, and 1 or 2 user IDs.
    init(
        servers: Int = 4, faults: Int = 1, identifiers: Int = 2, quorum: Int = 0, mutant: Mutant? = nil
    ) {
        self.servers = ReplicaSet(count: servers)
        self.identifiers = identifiers
        self.quorum = quorum
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...8), Parameter("faults", \.adversary.count, in: 0...3),
            Parameter("identifiers", \.identifiers, in: 1...2), Parameter("quorum", \.quorum, in: 0...8),
        ]
    }
    var replicas: ReplicaSet { servers }

    /// Number of signatures that commit an entry: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    /// The same in this instance.
    var enough: Int { quorum > 0 ? quorum : rule(n: servers.count, f: adversary.count) }

    /// Numeric user ID.
    enum UserID: FiniteValue, CustomStringConvertible {
        case uid501, uid502

        var description: String { self == .uid501 ? "501" : "502" }
    }

    enum Name: FiniteValue { case alice, eve }

    /// Entry of the file, as in `(UID: 501, Name: "alice")`.
    struct Binding: FiniteValue {
        let uid: UserID
        let name: Name

        init(_ uid: UserID, _ name: Name) {
            self.uid = uid
            self.name = name
        }
    }

    /// Entries that anybody may ask for.
    var bindings: Slice<FiniteValues<Binding>> { Binding.values.prefix(identifiers * Name.valueCount) }

    struct State: ByzantineState {
        /// Signers of each entry.
        var signatures: MonotoneVotes<Binding, TwoWords>
        /// File: the entries for which there is a certificate.
        var passwd = FiniteSet<Binding>()
        let faulty: FaultyReplicas
    }

    var initialStates: [State] {
        adversary.choices(among: servers).map {
            State(signatures: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    static var votes: VotePath<State, Binding, TwoWords> { \.signatures }
    var messages: [Binding] { Array(bindings) }

    enum Action: SpecAction {
        case sign(ReplicaID, Binding)
        case commit(Binding)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: servers)
        for binding in bindings {
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

    /// Rule by which a correct server signs an entry: it has not, and it has signed no other name for the
    /// user ID.
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

    /// Evidence that the signatures commit the entry.
    @inline(__always)
    func isCertified(_ binding: Binding, _ signatures: MonotoneVotes<Binding, TwoWords>) -> Evidence {
        let signers = signatures[binding]
        guard mutant == .mixedCertificate else { return signers.count >= enough }
        let all = Name.values.reduce(signers) { $0.union(signatures[Binding(binding.uid, $1)]) }
        return all.count >= enough && signers.count >= 1
    }

    var properties: [Property<State>] {
        let (servers, enough, identifiers) = (servers, enough, identifiers)
        return [
            .always("unique identifiers") { s in
                UserID.values.allSatisfy { uid in
                    !(s.passwd.contains(Binding(uid, .alice)) && s.passwd.contains(Binding(uid, .eve)))
                }
            },
            .reachable("everybody gets a user ID though the faulty are silent") { s in
                let correct = s.faulty.correct(among: servers)
                return [Binding(.uid501, .alice), Binding(.uid502, .eve)].prefix(identifiers).allSatisfy {
                    s.passwd.contains($0) && s.signatures.senders(of: $0, in: correct).count >= enough
                }
            },
        ]
    }
}
