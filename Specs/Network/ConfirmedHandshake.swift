import QuorateFaults

/// A TCP handshake with a replicated server: the client opens the connection once 2f + 1 replicas have confirmed it.
///
/// The three segments are those of RFC 9293, section 3.5; with one replica and no faults it is the plain handshake. What
/// the confirmations buy: f + 1 correct replicas know of every open connection, whatever f of them say. What they cost:
/// each segment goes to or comes from every replica, and the client waits for the slowest of 2f + 1. `quorate costs`
/// counts it.
///
/// Once the client has asked, every correct replica is connected in the end, as long as the correct ones are
/// enough to confirm: with n = 3f the client waits for ever for a Byzantine one.
///
/// Fault model: Byzantine replicas, oral messages, every choice of them. The client is correct; segments are never lost.
struct ConfirmedHandshake: VotingSpec {
    static let summary = "A client opens a connection once 2f + 1 replicas of the server confirm it."
    static let source = "RFC 9293, section 3.5, with the quorums of Castro and Liskov (1999)"

    /// The n replicas of the server.
    var servers: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    var faults: Int { didSet { adversary.count = faults } }
    var adversary: Adversary
    var mutant: Mutant?

    /// `servers` replicas (1 to 8), `faults` of them Byzantine.
    init(servers: Int = 4, faults: Int = 1, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.faults = faults
        adversary = Adversary(.every(faults))
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("servers", \.servers, in: 1...8), Parameter("faults", \.faults, in: 0...2)]
    }
    var replicas: ReplicaSet { servers }

    /// Number of confirmations that the client waits for: 2f + 1.
    var confirmations: Int {
        mutant == .firstConfirmation ? 1 : QuorumSize(faults: 2, plus: 1)(n: servers.count, f: faults)
    }

    enum ClientPhase: FiniteValue { case closed, synSent, established }

    /// Segment that a replica sends to the client.
    enum Segment: FiniteValue { case synAck }

    struct State: ByzantineState {
        /// SYN-ACKs, by sender.
        var confirmed: MonotoneVotes<Segment, TwoWords>
        var faulty: FaultyReplicas
        /// Correct replicas that have received the ACK.
        var established = ReplicaSet()
        var client = ClientPhase.closed
    }

    typealias Message = Segment
    static var votes: VotePath<State, Message, TwoWords> { \.confirmed }

    var initialStates: [State] {
        adversary.choices(among: servers).map {
            State(confirmed: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    /// The three segments, and the arrival of the last.
    enum Action: SpecAction {
        case sendSyn
        case confirm(ReplicaID)
        case sendAck
        case establish(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.sendSyn, if: s.client == .closed) { $0.client = .synSent }
        for i in s.faulty.correct(among: servers) {
            next.take(.confirm(i.id), if: s.client != .closed && !s.confirmed.hasCast(.synAck, by: i)) {
                $0.confirmed.cast(.synAck, by: i.id)
            }
            next.take(
                .establish(i.id),
                if: s.client == .established && s.confirmed.hasCast(.synAck, by: i)
                    && !s.established.contains(i.id)
            ) { $0.established.insert(i.id) }
        }
        next.take(
            .sendAck, if: s.client == .synSent, given: s.confirmed[.synAck].count >= confirmations
        ) { $0.client = .established }
    }

    /// Opening of a connection, which nobody has to ask for.
    var environmentActions: [String] { ["sendSyn"] }

    /// Arrival of every segment, which a correct replica or the client then answers.
    var fairness: [Fairness<Self>] {
        let replicas = everyCorrectReplicaTakesSteps { action in
            switch action {
            case .confirm(let i), .establish(let i): i
            case .sendSyn, .sendAck: nil
            }
        }
        return replicas + [.weak("the client acknowledges", actions: "sendAck")]
    }

    var properties: [Property<State>] {
        let (servers, faults) = (servers, faults)
        return [
            .always(
                "known connection", when: { s in s.client == .established },
                then: { s in
                    let correct = s.faulty.correct(among: servers)
                    return s.confirmed.senders(of: .synAck, in: correct).count > faults
                }),
            .always("each segment answers the one before") { s in
                let correct = s.faulty.correct(among: servers)
                let confirming = s.confirmed.senders(of: .synAck, in: correct)
                return (s.client != .closed || confirming.isEmpty)
                    && (s.client == .established || s.established.isEmpty)
                    && s.established.isSubset(of: confirming)
            },
            .leadsTo(
                "connection", from: { s in s.client == .synSent },
                to: { s in s.established == s.faulty.correct(among: servers).members }),
            .reachable("every correct replica is connected") { s in
                s.established == s.faulty.correct(among: servers).members
            },
        ]
    }
}
