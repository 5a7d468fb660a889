import QuorateFaults

/// Reliable broadcast of one message among processes, some of them Byzantine, with unsigned messages.
///
/// Srikanth and Toueg, "Simulating authenticated broadcasts to derive simple fault-tolerant algorithms",
/// Distributed Computing 2 (1987), and the TLA+ module bcastByz. Differences from the paper: one broadcast
/// only; who has received INIT is chosen at the start (V1 in the module, V0 for the others); a process
/// receives and reacts in one step. Differences from the module: its program counter is three sets of
/// processes here, and its `sent` is the set of those that have echoed. Processes are numbered from 0.
///
/// A Byzantine process may send ECHO to anybody at any time; its own state never matters, but the start gives
/// it one, as in the module.
struct ReliableBroadcast: Spec {
    static let summary = "Processes accept a message once enough of them have echoed it."
    static let source = "Srikanth and Toueg, Simulating authenticated broadcasts (1987)"

    /// The N processes.
    var processes: ReplicaSet
    /// T, the number of Byzantine processes that the thresholds are made for.
    var threshold: Int
    /// F, the number of Byzantine processes that there are.
    var faulty: Int
    /// INIT at the start: processes may have received it, or none has.
    var broadcast: Bool
    var mutant: Mutant?

    /// `processes` processes (1 to 10), `faulty` of them Byzantine.
    init(
        processes: Int = 4, threshold: Int = 1, faulty: Int = 1, broadcast: Bool = true, mutant: Mutant? = nil
    ) {
        self.processes = ReplicaSet(count: processes)
        self.threshold = threshold
        self.faulty = faulty
        self.broadcast = broadcast
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("processes", \.processes, in: 1...10), Parameter("threshold", \.threshold, in: 0...9),
            Parameter("faulty", \.faulty, in: 0...9), Parameter("broadcast", \.broadcast),
        ]
    }
    var replicas: ReplicaSet { processes }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: processes, faults: faulty, .byzantine(.oral), network: .asynchronous,
            placement: .every(faulty))
    }

    func validate() throws {
        if faulty > processes.count {
            throw SpecError(
                spec: Self.name,
                message: "faulty=\(faulty) of processes=\(processes.count) cannot be Byzantine; lower faulty")
        }
    }

    /// Number of ECHOs that make a process echo: N - 2T.
    var echoRule: QuorumSize { QuorumSize(replicas: 1, faults: mutant == .hastyEcho ? -3 : -2) }
    /// Number of ECHOs that make a process accept: N - T.
    var acceptRule: QuorumSize { .allButFaulty }

    var enoughToEcho: Int { echoRule(n: processes.count, f: threshold) }
    var enoughToAccept: Int { acceptRule(n: processes.count, f: threshold) }

    /// Set of senders for each of at most ten processes.
    ///
    /// Two words where a map of sets takes four: the state then has three words and not five, and this spec
    /// is measured.
    struct Receipts: Hashable, Sendable, BitwiseCopyable {
        // Twelve bits for each process, five processes in each word.
        private var low: UInt64 = 0
        private var high: UInt64 = 0

        /// Processes that `process` has received ECHO from.
        subscript(_ process: ReplicaID) -> ReplicaSet {
            @inline(__always) get {
                let word = process < 5 ? low : high
                return ReplicaSet(bits: UInt16(truncatingIfNeeded: word &>> Self.shift(process) & 0xfff))
            }
            @inline(__always) set {
                let shift = Self.shift(process)
                let hole: UInt64 = ~(0xfff &<< shift)
                let row = UInt64(newValue.bits) &<< shift
                if process < 5 { low = low & hole | row } else { high = high & hole | row }
            }
        }

        @inline(__always)
        private static func shift(_ process: ReplicaID) -> UInt64 {
            UInt64(process < 5 ? process.rawValue : process.rawValue &- 5) &* 12
        }
    }

    struct State: SpecState {
        /// Processes whose ECHO each process has received.
        var received = Receipts()
        /// Correct processes; chosen at the start.
        var correct: ReplicaSet
        /// Processes that have received INIT and done nothing since: V1, as long as they have not echoed.
        var informed: ReplicaSet
        /// Correct processes that have sent ECHO to all.
        var echoed = ReplicaSet()
        /// Correct processes that have accepted; all of them have sent ECHO.
        var accepted = ReplicaSet()
    }

    var initialStates: [State] {
        let starts = broadcast ? Array(processes.subsets) : [ReplicaSet()]
        return processes.subsets(ofSize: processes.count - faulty).flatMap { correct in
            starts.map { State(correct: correct, informed: $0) }
        }
    }

    /// Steps of a correct process on INIT or on the ECHOs that it hears now and has heard before.
    enum Action: SpecAction {
        case echo(ReplicaID, hearing: ReplicaSet)
        case join(ReplicaID, hearing: ReplicaSet)
        case accept(ReplicaID, hearing: ReplicaSet)
        case idle
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let (enoughToEcho, enoughToAccept) = (enoughToEcho, enoughToAccept)
        let senders = s.echoed | (processes - s.correct)
        let (joins, leastToSpeak) = (mutant != .noJoining, mutant == .shyEcho ? 1 : 0)
        // The module lets every state follow itself.
        next.take(.idle) { _ in }
        for r in s.correct - s.accepted {
            let isInformed = s.informed.contains(r)
            let mayJoin = joins && !s.echoed.contains(r)
            for heard in senders.subsets {
                let received = s.received[r] | heard
                let count = received.count
                next.take(.echo(r, hearing: heard), if: isInformed && count >= leastToSpeak) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                }
                next.take(
                    .join(r, hearing: heard),
                    if: mayJoin && count >= enoughToEcho && count < enoughToAccept
                ) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                }
                next.take(.accept(r, hearing: heard), if: count >= enoughToAccept) {
                    $0.received[r] = received
                    $0.informed.remove(r)
                    $0.echoed.insert(r)
                    $0.accepted.insert(r)
                }
            }
        }
    }

    /// Every correct process acts on the ECHOs of all correct ones that have sent theirs: those arrive in the end, and
    /// what Byzantine processes send need not.
    var fairness: [Fairness<Self>] {
        processes.map { process in
            .weak("\(process) hears all correct processes") { action, state in
                switch action {
                case .idle: false
                case .echo(let r, let heard), .join(let r, let heard), .accept(let r, let heard):
                    r == process && heard == state.echoed
                }
            }
        }
    }

    var environmentActions: [String] { ["idle"] }

    var properties: [Property<State>] {
        let (processes, enoughToEcho) = (processes, enoughToEcho)
        let everyoneAccepts = { @Sendable (s: State) in s.accepted == s.correct }
        let relay = Property<State>.leadsTo("relay", from: { s in !s.accepted.isEmpty }, to: everyoneAccepts)
        let unforgeability = Property<State>.always("unforgeability") { [broadcast] s in
            s.accepted.isEmpty || broadcast && Self.someoneWasInformed(s, processes, enoughToEcho)
        }
        guard broadcast else { return [unforgeability, relay] }
        return [
            unforgeability,
            .eventually("correctness", when: { s in s.correct.isSubset(of: s.informed) }, everyoneAccepts),
            relay,
            .reachable("every correct process accepts", everyoneAccepts),
        ]
    }

    /// Sign of INIT: some correct process must have received it at the start.
    ///
    /// A process that has echoed no longer tells whether INIT or other ECHOs made it do so. But if none had
    /// INIT, then each ECHO answers enough earlier ones, and the first of them answer Byzantine processes
    /// only. So in a run without INIT all ECHOs can be traced back to Byzantine processes, and the property
    /// says there what the module says: no correct process accepts.
    static func someoneWasInformed(_ s: State, _ processes: ReplicaSet, _ enoughToEcho: Int) -> Bool {
        guard s.informed.isDisjoint(with: s.correct) else { return true }
        var traced = processes - s.correct
        var known = ReplicaSet()
        while traced != known {
            known = traced
            for r in s.echoed where (s.received[r] & known).count >= enoughToEcho {
                traced.insert(r)
            }
        }
        return !s.echoed.isSubset(of: traced)
    }
}

extension ReliableBroadcast.Receipts: SpecDescribable {
    /// The map from each process to the senders.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(replicas.map { .init(key: .replica($0), value: self[$0].specValue(for: replicas)) })
    }
}

/// No process is special; who is correct is in the state.
extension ReliableBroadcast: SymmetricSpec {
    var interchangeable: Interchangeable { .all(processes) }
}

extension ReliableBroadcast.Receipts: CelledValue {
    static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        [
            CellGroup(
                keys: try .of(ReplicaID.self, names), count: 10, and: try .of(ReplicaID.self, names),
                count: 12, width: 1
            ) { process, sender in process / 5 * 64 + process % 5 * 12 + sender }
        ]
    }
}
