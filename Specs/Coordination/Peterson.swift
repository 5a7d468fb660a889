import QuorateFaults

/// Peterson's algorithm: mutual exclusion of two processes by shared variables that are only read and
/// written.
///
/// Peterson, "Myths about the Mutual Exclusion Problem", Information Processing Letters 12 (1981), and the
/// TLA+ module Peterson, whose labels a0 to a4 and cs are the phases here. Differences from the paper: the
/// processes are 0 and 1 and not 1 and 2, TURN starts as 1, and the condition to enter is read in one step.
struct Peterson: Spec {
    static let summary = "Two processes take turns in a critical section, by two flags and a turn."
    static let source = "Peterson, Myths about the Mutual Exclusion Problem (1981)"

    let processes: ReplicaSet = [0, 1]

    var replicas: ReplicaSet { processes }
    var assumptions: Assumptions? { Assumptions(replicas: processes, .none, network: .absent) }

    /// A process's place in its program.
    enum Phase: FiniteValue {
        /// Outside (a0).
        case idle
        /// About to raise its flag (a1).
        case wanting
        /// About to leave the turn to the other (a2).
        case yielding
        /// Until the other has no flag up, or has left the turn (a3).
        case waiting
        /// In the critical section (cs).
        case critical
        /// Still in the critical section, and about to lower its flag (a4).
        case leaving
    }

    struct State: SpecState {
        var phase = ReplicaMap<Phase>(.idle)
        /// The processes whose flag is up: Q1 and Q2 in the paper, c in the module.
        var flags = ReplicaSet()
        var turn: ReplicaID = 1
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case want(ReplicaID), raiseFlag(ReplicaID), yieldTurn(ReplicaID)
        case enter(ReplicaID), leave(ReplicaID), lowerFlag(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in processes {
            let other = ReplicaID(1 - i.number)
            let phase = s.phase[i]
            next.take(.want(i), if: phase == .idle) { $0.phase[i] = .wanting }
            next.take(.raiseFlag(i), if: phase == .wanting) {
                $0.flags.insert(i)
                $0.phase[i] = .yielding
            }
            next.take(.yieldTurn(i), if: phase == .yielding) {
                $0.turn = other
                $0.phase[i] = .waiting
            }
            next.take(.enter(i), if: phase == .waiting && (!s.flags.contains(other) || s.turn == i)) {
                $0.phase[i] = .critical
            }
            next.take(.leave(i), if: phase == .critical) { $0.phase[i] = .leaving }
            next.take(.lowerFlag(i), if: phase == .leaving) {
                $0.flags.remove(i)
                $0.phase[i] = .idle
            }
        }
    }

    /// Nobody has to want: that is for the program around.
    var environmentActions: [String] { ["want"] }

    /// A process that has begun goes on.
    var fairness: [Fairness<Self>] {
        processes.map { process in
            .weak("\(process) goes on") { action in
                switch action {
                case .want: false
                case .raiseFlag(let i), .yieldTurn(let i), .enter(let i), .leave(let i), .lowerFlag(let i):
                    i == process
                }
            }
        }
    }

    var properties: [Property<State>] {
        let processes = processes
        let starvation = processes.map { i in
            Property<State>.leadsTo(
                "\(i) does not starve", from: { s in s.phase[i] == .wanting },
                to: { s in s.phase[i] == .critical })
        }
        return [
            .always("mutual exclusion") { s in
                !processes.allSatisfy { s.phase[$0] == .critical || s.phase[$0] == .leaving }
            },
            .deadlockFreedom(),
            .reachable("one waits while the other is critical") { s in
                processes.contains { s.phase[$0] == .waiting }
                    && processes.contains { s.phase[$0] == .critical }
            },
        ] + starvation
    }
}
