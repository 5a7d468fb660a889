import QuorateFaults

/// Non-blocking atomic commitment with a failure detector that says whether some process fails.
///
/// Guerraoui, "On the Hardness of Failure-Sensitive Agreement Problems", Information Processing Letters 79
/// (2001), proposition 3.1, and the TLA+ module nbacg_guer01 (Tran, Konnov and Widder). As in the module,
/// messages are only counted: what a process may receive is bounded by what was sent, and a process that
/// crashes before it has sent its vote may or may not have sent it. What a detector says is settled at the
/// start, freely: agreement does not rest on it. Difference from the module: processes are numbered from 0.
struct AtomicCommitWithDetector: Spec {
    static let summary = "Every process votes, and commits once it has a Yes from every process."
    static let source = "Guerraoui, On the Hardness of Failure-Sensitive Agreement Problems (2001)"

    var processes: ReplicaSet
    var mutant: Mutant?

    /// The protocol among `processes` processes, 1 to 8.
    init(processes: Int = 3, mutant: Mutant? = nil) {
        self.processes = ReplicaSet(count: processes)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("processes", \.processes, in: 1...8)] }
    var replicas: ReplicaSet { processes }
    var assumptions: Assumptions? {
        Assumptions(replicas: processes, faults: processes.count, .crashStop, network: .asynchronous)
    }

    /// Phase of a process; `yes` and `no` are votes not yet sent.
    enum Phase: FiniteValue { case yes, no, sent, aborted, committed, crashed }
    /// Number of processes or of their messages.
    typealias Count = BoundedInt<0, 8>

    struct State: SpecState {
        var phase: ReplicaMap<Phase>
        /// Yes messages that a process has received.
        var receivedYes = ReplicaMap<Count>(0)
        /// No messages that a process has received.
        var receivedNo = ReplicaMap<Count>(0)
        /// Processes whose detector says that some process fails.
        var suspicious: ReplicaSet
        /// Votes that were sent.
        var sentYes: Count = 0
        var sentNo: Count = 0
        /// Votes of processes that crashed before they had sent them, which may arrive all the same.
        var crashedYes: Count = 0
        var crashedNo: Count = 0
    }

    var initialStates: [State] {
        processes.subsets.flatMap { voteNo in
            var phase = ReplicaMap<Phase>(.yes)
            for i in voteNo { phase[i] = .no }
            return processes.subsets.map { State(phase: phase, suspicious: $0) }
        }
    }

    enum Action: SpecAction {
        case crash(ReplicaID), sendYes(ReplicaID), sendNo(ReplicaID)
        case receiveYes(ReplicaID), receiveNo(ReplicaID), receiveNothing(ReplicaID)
        case abortUnsent(ReplicaID), abortSent(ReplicaID), commit(ReplicaID), stutter(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let yesMessages = s.sentYes.value + s.crashedYes.value
        let noMessages = s.sentNo.value + s.crashedNo.value
        for i in processes {
            let phase = s.phase[i]
            let votes = phase == .yes || phase == .no
            let isSuspicious = s.suspicious.contains(i)
            let missesYes = s.receivedYes[i] < yesMessages
            let missesNo = s.receivedNo[i] < noMessages
            let hasReceivedNo = s.receivedNo[i] > 0

            next.take(.crash(i), if: phase != .crashed) {
                $0.phase[i] = .crashed
                if phase == .yes { $0.crashedYes += 1 }
                if phase == .no { $0.crashedNo += 1 }
            }
            next.take(.sendYes(i), if: phase == .yes && !isSuspicious) {
                $0.phase[i] = .sent
                $0.sentYes += 1
            }
            next.take(.sendNo(i), if: phase == .no && !isSuspicious) {
                $0.phase[i] = .sent
                $0.sentNo += 1
            }
            next.take(.abortUnsent(i), if: votes && isSuspicious) { $0.phase[i] = .aborted }

            next.take(.receiveYes(i), if: phase == .sent && missesYes) { $0.receivedYes[i] += 1 }
            next.take(.receiveNo(i), if: phase == .sent && missesNo) { $0.receivedNo[i] += 1 }
            next.take(.receiveNothing(i), if: phase == .sent && !missesYes && !missesNo) { _ in }
            let obeysNo = mutant != .ignoredNo
            next.take(.abortSent(i), if: phase == .sent && hasReceivedNo && obeysNo) {
                $0.phase[i] = .aborted
            }
            next.take(
                .commit(i), if: phase == .sent && !hasReceivedNo && s.receivedYes[i] >= processes.count
            ) { $0.phase[i] = .committed }
            // The module lets every process stand still; it counts in the generated states.
            next.take(.stutter(i)) { _ in }
        }
    }

    /// Crashes, and standing still.
    var environmentActions: [String] { ["crash", "stutter"] }

    /// Obligation of the module: whoever has not crashed goes on. One for all is as much as one for each: nobody has
    /// more than a few steps that change anything.
    var fairness: [Fairness<Self>] {
        [
            .weak("whoever has not crashed goes on") { action in
                switch action {
                case .crash, .stutter: false
                default: true
                }
            }
        ]
    }

    var properties: [Property<State>] {
        let processes = processes
        return [
            .always("agreement") { s in
                !(processes.contains { s.phase[$0] == .committed }
                    && processes.contains { s.phase[$0] == .aborted })
            },
            .always(
                "abort validity",
                when: { s in s.sentNo > 0 || s.crashedNo > 0 || processes.contains { s.phase[$0] == .no } },
                then: { s in !processes.contains { s.phase[$0] == .committed } }),
            // The paper's second half of abort validity: without a No and a failure nobody aborts.
            .always(
                "an abort has a reason", when: { s in processes.contains { s.phase[$0] == .aborted } },
                then: { s in s.sentNo > 0 || s.crashedNo > 0 || !s.suspicious.isEmpty }),
            .reachable("a suspicious process aborts before anybody says No") { s in
                s.sentNo == 0 && s.crashedNo == 0 && processes.contains { s.phase[$0] == .aborted }
            },
            .reachable("every process commits") { s in
                processes.allSatisfy { s.phase[$0] == .committed }
            },
            .reachable("every process aborts") { s in
                processes.allSatisfy { s.phase[$0] == .aborted }
            },
            // TerminationLtl of the module: if nobody crashes or is suspicious.
            .eventually("termination", when: { s in s.suspicious.isEmpty }) { s in
                processes.contains { s.phase[$0] == .crashed }
                    || processes.allSatisfy { s.phase[$0] == .committed || s.phase[$0] == .aborted }
            },
        ] + (processes.count > 1 ? [commitBesideACrash] : [])
    }

    private var commitBesideACrash: Property<State> {
        .reachable("a process commits and another one crashes") { [processes] s in
            processes.contains { s.phase[$0] == .committed } && processes.contains { s.phase[$0] == .crashed }
        }
    }
}
