import QuorateFaults

/// Coordinated reboots of a cluster, one machine at a time; exclusive socket bindings by the same scheme.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problems 3625218 and
/// 3625129): what may be had by one at a time is granted by 2f + 1 of n = 3f + 1 machines, as a user ID is
/// (see ``UniqueIdentifiers``). The text only names the two uses; the turns are ours. A correct machine
/// grants each turn to one machine at most, and the next turn only once the holder of this one has shown its
/// 2f + 1 grants and released it. A machine with 2f + 1 grants may reboot; it releases the turn when it is
/// back. With `sockets` what is granted is an address and port: the holder binds it and goes on running,
/// where a machine that reboots is down and grants nothing meanwhile.
///
/// Fault model: Byzantine machines in every placement, signed messages, asynchronous network. A faulty
/// machine may grant every turn to everybody and release whatever it holds or does not hold, at any time or
/// never; one that holds a turn and never releases it stops the others, against which nothing is promised, so no
/// property says that every machine has its turn in the end.
/// Abstracted: any machine wants to reboot, once; what a machine has granted survives its reboot.
struct ClusterReboot: VotingSpec {
    static let summary =
        "A machine reboots, or binds a socket, when 2f + 1 machines have granted it the turn."
    static let source =
        "Byzantine fault tolerance in operating systems: reboots and sockets (problems 3625218, 3625129)"
    static let authentication = FaultModel.Authentication.signed

    /// All n machines.
    var machines: ReplicaSet
    /// The Byzantine machines, every choice of f; quorums are made for f.
    var adversary: Adversary
    /// The number of turns, one after another.
    var turns: Int
    /// Socket bindings, which leave the holder of a turn running, instead of reboots.
    var sockets: Bool
    /// The number of grants that make a certificate, or 0 for 2f + 1.
    var quorum: Int
    var mutant: Mutant?

    /// `machines` machines (1 to 7), `faults` of them Byzantine, and 1 or 2 turns.
    init(
        machines: Int = 4, faults: Int = 1, turns: Int = 2, sockets: Bool = false, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        self.machines = ReplicaSet(count: machines)
        adversary = Adversary(.every(faults))
        self.turns = turns
        self.sockets = sockets
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("machines", \.machines, in: 1...7), Parameter("faults", \.adversary.count, in: 0...2),
            Parameter("turns", \.turns, in: 1...2), Parameter("sockets", \.sockets),
            Parameter("quorum", \.quorum, in: 0...7),
        ]
    }
    var replicas: ReplicaSet { machines }

    /// The size of a certificate: 2f + 1 grants.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    var enough: Int { quorum > 0 ? quorum : rule(n: machines.count, f: adversary.count) }

    /// The stages of a correct machine's wish; with sockets, it has bound one or closed it again.
    enum Phase: FiniteValue { case waiting, rebooting, back }

    enum Turn: FiniteValue { case first, second }

    /// A signed message: a turn is granted to a machine, or given back by its sender.
    struct Message: FiniteValue {
        // Eight numbers for each turn: one for a grant to each of seven machines, the last for the release.
        let number: UInt8

        /// The turn goes to `machine`.
        @inline(__always)
        static func grant(_ turn: Turn, to machine: ReplicaID) -> Message {
            Message(packed: turn.packed &* 8 &+ UInt64(machine.rawValue))
        }

        /// The sender has no more use for the turn.
        @inline(__always)
        static func release(_ turn: Turn) -> Message { Message(packed: turn.packed &* 8 &+ 7) }

        static var valueCount: Int { 16 }
        @inline(__always)
        var packed: UInt64 { UInt64(number) }
        @inline(__always)
        init(packed: UInt64) { number = UInt8(truncatingIfNeeded: packed) }
    }

    /// The messages of the machines and turns that there are.
    var messages: [Message] {
        Turn.values.prefix(turns).flatMap { turn in
            machines.map { Message.grant(turn, to: $0) } + [.release(turn)]
        }
    }

    struct State: ByzantineState {
        /// The grants and releases, by sender.
        var sent: MonotoneVotes<Message, TwoWords>
        /// The stage of each correct machine.
        var phase = ReplicaMap<Phase>(.waiting)
        /// The Byzantine machines; chosen at the start.
        let faulty: FaultyReplicas
    }
    static var votes: VotePath<State, Message, TwoWords> { \.sent }

    var initialStates: [State] {
        adversary.choices(among: machines).map { faulty in
            var state = State(sent: MonotoneVotes(), faulty: faulty)
            // Only what concerns machines and turns that there are, so that a trace shows no more.
            for message in adversary.timing == .fromTheStart ? messages : [] {
                for machine in faulty.members { send(message, from: machine, in: &state) }
            }
            return state
        }
    }

    enum Action: SpecAction {
        case grant(ReplicaID, Turn, to: ReplicaID)
        case reboot(ReplicaID)
        case comeBack(ReplicaID)
        case release(ReplicaID, Turn)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: machines) {
            let phase = s.phase[i.id]
            next.take(.reboot(i.id), if: phase == .waiting, given: holdsSomeTurn(i.id, s)) {
                $0.phase[i.id] = .rebooting
            }
            next.take(.comeBack(i.id), if: phase == .rebooting) { $0.phase[i.id] = .back }
            let isRunning = sockets || phase != .rebooting
            let isDone = phase == .back || mutant == .earlyRelease && phase == .rebooting
            for turn in Turn.values.prefix(turns) {
                next.take(
                    .release(i.id, turn), if: isDone && !s.sent.hasCast(.release(turn), by: i),
                    given: holds(turn, i.id, s)
                ) { $0.sent.cast(.release(turn), by: i.id) }
                for machine in machines {
                    next.take(
                        .grant(i.id, turn, to: machine), if: isRunning && isFree(turn, for: machine, i, s),
                        given: isOpen(turn, s)
                    ) { $0.sent.cast(.grant(turn, to: machine), by: i.id) }
                }
            }
        }
    }

    /// Freedom of a correct machine to grant the turn: it has not granted it yet.
    @inline(__always)
    func isFree(_ turn: Turn, for machine: ReplicaID, _ granter: CorrectReplica, _ s: State) -> Bool {
        if mutant == .grantsAgain { return !s.sent.hasCast(.grant(turn, to: machine), by: granter) }
        return machines.allSatisfy { !s.sent.hasCast(.grant(turn, to: $0), by: granter) }
    }

    /// Evidence that the turn is there to be granted: it is the first, or the machine that holds the one
    /// before has released that.
    @inline(__always)
    func isOpen(_ turn: Turn, _ s: State) -> Evidence {
        if turn == .first { return Evidence(true) }
        return .any(of: machines) { holder in
            let release = s.sent[.release(.first)].contains(holder)
            return mutant == .unprovenRelease ? release : release && holds(.first, holder, s)
        }
    }

    /// Evidence that a machine can show a certificate for the turn.
    @inline(__always)
    func holds(_ turn: Turn, _ machine: ReplicaID, _ s: State) -> Evidence {
        s.sent[.grant(turn, to: machine)].count >= enough
    }

    /// Evidence that a machine can show a certificate for any turn.
    @inline(__always)
    func holdsSomeTurn(_ machine: ReplicaID, _ s: State) -> Evidence {
        holds(.first, machine, s) || Evidence(turns > 1) && holds(.second, machine, s)
    }

    var properties: [Property<State>] {
        let (machines, enough, turns) = (machines, enough, turns)
        return [
            .always("mutual exclusion") { s in Self.count(.rebooting, in: machines, s) <= 1 },
            // Machines that are back have had a turn each: the grants were honest, and so were the releases.
            .reachable("one machine after another reboots though the faulty are silent") { s in
                let correct = s.faulty.correct(among: machines)
                return Self.count(.back, in: machines, s) >= turns
                    && Turn.values.prefix(turns).allSatisfy { turn in
                        machines.contains { machine in
                            s.sent.senders(of: .grant(turn, to: machine), in: correct).count >= enough
                        }
                    }
            },
            excuse,
        ]
    }

    /// Grants of a turn, which the faulty may have helped with, for whatever machine was down.
    private var excuse: Property<State> {
        let (machines, enough, faults) = (machines, enough, adversary.count)
        return .always("a machine that was down has had a turn") { s in
            let correct = s.faulty.correct(among: machines)
            return machines.allSatisfy { machine in
                s.phase[machine] == .waiting
                    || Turn.values.contains { turn in
                        s.sent.senders(of: .grant(turn, to: machine), in: correct).count + faults >= enough
                    }
            }
        }
    }

    /// The number of machines in `phase`; a faulty one never leaves `.waiting`.
    static func count(_ phase: Phase, in machines: ReplicaSet, _ s: State) -> Int {
        machines.filter { s.phase[$0] == phase }.count
    }
}

extension ClusterReboot.Message: SpecDescribable {
    /// As in `grant second to r2`.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        let turn = ClusterReboot.Turn(packed: packed &>> 3)
        let machine = packed & 7
        return .string(machine == 7 ? "release \(turn)" : "grant \(turn) to r\(machine)")
    }
}
