import QuorateFaults

/// Close of a TCP connection: each end learns that the close was in order, or that there was an error.
///
/// RFC 9293, sections 3.3.2 and 3.6: the states from ESTABLISHED to CLOSED, with half-closed connections, simultaneous
/// close, retransmission, the user timeout, TIME-WAIT, and resets from an end that has no connection any more. That
/// both ends see no error or neither does is what ``TwoGenerals`` must achieve, so it cannot be had for certain: when
/// the last ACK and each repeated FIN are lost until its user timeout, the end in LAST-ACK reports an error although the
/// other has closed in order. What does hold: it takes as many losses as the less patient end waits for rounds. With
/// fewer, both close in order, and for that TIME-WAIT is needed, which repeats the last ACK. And whatever is lost, an end
/// that has taken the FIN has taken all data before it, and none comes after.
///
/// Differences from the RFC: each end sends one data segment at most, and data is acknowledged, and repeated, together
/// with the FIN. Time passes in rounds: all that is under way arrives or is lost, then every timer counts one. So no
/// segment outlives the connection and disturbs a later one, against which TIME-WAIT is meant as well. An ACK that
/// reaches an end without a connection is not answered; with the RFC's answer, a reset, every verdict is the same.
/// An end that is reset before its FIN is acknowledged has seen an error: in LAST-ACK and CLOSING the RFC deletes the
/// connection without a signal, but it does not answer the user's CLOSE with "ok" either.
struct ConnectionClose: Spec {
    static let summary = "Two ends close a connection, each with a FIN that the other acknowledges."
    static let source = "RFC 9293, Transmission Control Protocol (2022), sections 3.3.2, 3.6 and 3.10"

    /// Number of segments that the network may lose.
    var losses: Int
    /// Rounds after which an end gives up that has sent a FIN and got no acknowledgement.
    var userTimeout: Int
    /// Rounds of TIME-WAIT, from the last FIN that arrives.
    var timeWait: Int
    var mutant: Mutant?

    /// A connection that loses at most `losses` segments (0 to 4), and timers of 1 to 4 rounds.
    init(losses: Int = 1, userTimeout: Int = 2, timeWait: Int = 2, mutant: Mutant? = nil) {
        self.losses = losses
        self.userTimeout = userTimeout
        self.timeWait = timeWait
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("losses", \.losses, in: 0...4), Parameter("userTimeout", \.userTimeout, in: 1...4),
            Parameter("timeWait", \.timeWait, in: 1...4),
        ]
    }
    var replicas: ReplicaSet { [] }
    var network: NetworkModel { losses > 0 ? .lossy : .asynchronous }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: ReplicaSet(count: 2), .none, network: network,
            notes: losses > 0 ? ["segments lost: at most \(losses)"] : [])
    }

    /// Patience beyond what is lost.
    var isPatient: Bool { losses < min(userTimeout, timeWait) }

    enum End: FiniteValue {
        case client, server

        var peer: End { self == .client ? .server : .client }
    }

    /// Segment with its sender. Every segment says whether its sender has taken the other's FIN; an ACK says no more.
    struct Segment: FiniteValue {
        enum Kind: FiniteValue { case data, fin, ack, rst }

        var kind: Kind
        var from: End
        var acksFin: Bool
    }

    /// States of the RFC. CLOSED is `closed` after a close in order, and `aborted` after an error.
    enum Phase: FiniteValue {
        case established, finWait1, finWait2, closeWait, lastAck, closing, timeWait, closed, aborted

        var isFinished: Bool { self == .closed || self == .aborted }
        /// Acknowledgement of the own FIN to come, without which it is sent again.
        var awaitsAck: Bool { self == .finWait1 || self == .closing || self == .lastAck }
        var takesData: Bool { self == .established || self == .finWait1 || self == .finWait2 }
        /// Acceptance of the peer's FIN.
        var hasTakenFin: Bool { !takesData && self != .aborted }
    }

    /// One end's side of the connection.
    struct Endpoint: Hashable, BitwiseCopyable, Sendable {
        var phase = Phase.established
        /// Rounds that the timer has counted.
        var waited: BoundedInt<0, 4> = 0
        var hasSentData = false
        var hasTakenData = false

        mutating func enter(_ phase: Phase) {
            self.phase = phase
            waited = 0
        }
    }

    struct State: SpecState {
        var network = Network<Segment>()
        var at = PerKey<End, Endpoint, 2>(Endpoint())
        var lost: BoundedInt<0, 4> = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case sendData(End), close(End), closeInTurn(End)
        case receive(Segment), lose(Segment)
        case tick
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for end in End.values {
            let phase = s.at[end].phase
            let maySend =
                phase == .established || phase == .closeWait
                || mutant == .lateData && phase == .finWait2
            next.take(.sendData(end), if: maySend && !s.at[end].hasSentData) {
                $0.at[end].hasSentData = true
                send(.data, from: end, &$0)
            }
            next.take(.close(end), if: phase == .established) { sendFin(end, entering: .finWait1, &$0) }
            next.take(.closeInTurn(end), if: phase == .closeWait) { sendFin(end, entering: .lastAck, &$0) }
        }
        var isQuiet = true
        for segment in Segment.values {
            let arrives = s.network.canDeliver(segment) && isInOrder(segment, s)
            if arrives { isQuiet = false }
            next.take(.receive(segment), if: arrives) {
                $0.network.deliver(segment, in: network)
                receive(segment, &$0)
            }
        }
        if s.lost < losses {
            next.takeLosses(of: s.network, in: network, { .lose($0) }) {
                $0.network.lose($1)
                $0.lost += 1
            }
        }
        let isTimed = End.values.contains { s.at[$0].phase.awaitsAck || s.at[$0].phase == .timeWait }
        next.take(.tick, if: isQuiet && isTimed) { state in
            for end in End.values { countRound(at: end, &state) }
        }
    }

    func sendFin(_ end: End, entering phase: Phase, _ s: inout State) {
        s.at[end].enter(phase)
        send(.fin, from: end, &s)
    }

    func send(_ kind: Segment.Kind, from end: End, _ s: inout State) {
        let acksFin = kind != .rst && s.at[end].phase.hasTakenFin
        s.network.send(Segment(kind: kind, from: end, acksFin: acksFin))
    }

    /// Order of the sequence numbers: a FIN is held until the data before it has arrived.
    func isInOrder(_ segment: Segment, _ s: State) -> Bool {
        let (sender, receiver) = (s.at[segment.from], s.at[segment.from.peer])
        return segment.kind != .fin || mutant == .unorderedFin || receiver.phase.isFinished
            || receiver.hasTakenData == sender.hasSentData
    }

    /// Arrival of a segment, as in section 3.10.7.
    func receive(_ segment: Segment, _ s: inout State) {
        let end = segment.from.peer
        let phase = s.at[end].phase
        if phase.isFinished {
            if segment.kind == .data || segment.kind == .fin { send(.rst, from: end, &s) }
            return
        }
        if segment.acksFin { takeAck(&s.at[end]) }
        if s.at[end].phase.isFinished { return }
        switch segment.kind {
        case .data: if phase.takesData { s.at[end].hasTakenData = true }
        case .fin:
            takeFin(&s.at[end])
            send(.ack, from: end, &s)
        case .ack: break
        case .rst: s.at[end].enter(phase == .timeWait ? .closed : .aborted)
        }
    }

    func takeFin(_ endpoint: inout Endpoint) {
        switch endpoint.phase {
        case .established: endpoint.enter(.closeWait)
        case .finWait1: endpoint.phase = .closing
        case .finWait2, .timeWait: endpoint.enter(afterBothFins)
        case .closeWait, .lastAck, .closing, .closed, .aborted: break
        }
    }

    func takeAck(_ endpoint: inout Endpoint) {
        switch endpoint.phase {
        case .finWait1: endpoint.enter(.finWait2)
        case .closing: endpoint.enter(afterBothFins)
        case .lastAck: endpoint.enter(.closed)
        case .established, .finWait2, .closeWait, .timeWait, .closed, .aborted: break
        }
    }

    var afterBothFins: Phase { mutant == .noTimeWait ? .closed : .timeWait }

    /// Timer of one end, at the end of a round.
    func countRound(at end: End, _ s: inout State) {
        let phase = s.at[end].phase
        guard phase.awaitsAck || phase == .timeWait else { return }
        s.at[end].waited += 1
        let waited = s.at[end].waited
        if phase == .timeWait {
            if waited >= timeWait { s.at[end].enter(.closed) }
        } else if waited >= userTimeout {
            s.at[end].enter(.aborted)
        } else {
            send(.fin, from: end, &s)
            if s.at[end].hasSentData { send(.data, from: end, &s) }
        }
    }

    /// The users' wishes, but for one: whoever has read to the end of the peer's data closes as well.
    var environmentActions: [String] { ["sendData", "close", "lose"] }

    var fairness: [Fairness<Self>] {
        let network: [Fairness<Self>] = [
            .weak("segments arrive", actions: "receive"), .weak("time passes", actions: "tick"),
        ]
        return network
            + (mutant == .idleUser ? [] : [.weak("the users close in turn", actions: "closeInTurn")])
    }

    var properties: [Property<State>] {
        let always: [Property<State>] = [
            .always(
                "both error-free or neither",
                when: { s in End.values.allSatisfy { s.at[$0].phase.isFinished } },
                then: { s in s.at[.client].phase == s.at[.server].phase }),
            .always("FIN after all data") { s in
                End.values.allSatisfy { end in
                    !s.at[end].phase.hasTakenFin || s.at[end].hasTakenData == s.at[end.peer].hasSentData
                }
            },
            .reachable("half-closed connection that carries data") { s in
                s.at[.client].phase == .finWait2 && s.at[.server].phase == .closeWait
                    && s.at[.client].hasTakenData
            },
            .reachable("simultaneous close") { s in End.values.allSatisfy { s.at[$0].phase == .closing } },
        ]
        let loss: [Property<State>] =
            losses > 0
            ? [
                .reachable("close in order despite a loss") { s in
                    s.lost > 0 && End.values.allSatisfy { s.at[$0].phase == .closed }
                }
            ] : []
        // Otherwise one may give up, and an end in FIN-WAIT-2 waits for it for ever.
        guard isPatient else { return always + loss }
        return always + loss + [
            .leadsTo(
                "both ends close in order",
                from: { s in End.values.contains { s.at[$0].phase != .established } },
                to: { s in End.values.allSatisfy { s.at[$0].phase == .closed } })
        ]
    }
}
