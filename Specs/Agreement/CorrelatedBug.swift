import QuorateFaults

/// A replicated service whose client takes f + 1 equal replies, and a bug in the program that replicas run.
///
/// Byzantine fault tolerance counts independent failures. Castro and Liskov, "Practical Byzantine Fault
/// Tolerance" (1999), section 2, ask for different implementations for that reason; Avižienis, "The N-Version
/// Approach to Fault-Tolerant Software", IEEE Transactions on Software Engineering 11 (1985), is the remedy.
/// Differences from the papers: one request, and the order of requests is not in question.
///
/// Fault model: one program has a bug, every choice of it, and one kind of input triggers it; all replicas
/// that run the program then compute the same wrong result and otherwise follow the protocol. Replica i runs
/// program i modulo the number of programs. With a program each, the bug is a fault of one replica; with one
/// program for all of them, f = N, and no number of replicas helps: they agree, on the wrong result.
struct CorrelatedBug: Spec {
    static let summary =
        "A client takes f + 1 equal replies; a bug strikes all replicas that run the same program."
    static let source =
        "Castro and Liskov, Practical Byzantine Fault Tolerance (1999), section 2; Avižienis (1985)"

    var replicas: ReplicaSet
    /// f, the number of faulty replicas that the clients reckon with.
    var faults: Int
    /// Number of different programs.
    var programs: Int
    var mutant: Mutant?

    /// `replicas` replicas (1 to 7), that run `programs` different programs (1 to 7).
    init(replicas: Int = 4, faults: Int = 1, programs: Int = 4, mutant: Mutant? = nil) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.programs = programs
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("programs", \.programs, in: 1...7),
        ]
    }

    var assumptions: Assumptions? {
        let bug = FaultModel.boundedAdversary(limit: "a bug makes a program compute a wrong result", .oral)
        let struck = (replicas.count + programCount - 1) / programCount
        return Assumptions(
            replicas: replicas, faults: struck, struck > 1 ? .correlated(bug) : bug,
            network: .asynchronous,
            notes: [
                "programs: \(programCount), and the bug is in any one of them",
                "clients reckon with f = \(faults)",
            ])
    }

    func validate() throws {
        if programs > replicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "programs=\(programs) cannot all run on replicas=\(replicas.count); lower programs")
        }
    }

    /// Number of programs that there are in this run.
    var programCount: Int { mutant == .sameProgram ? 1 : programs }

    /// Program that `replica` runs.
    func program(of replica: ReplicaID) -> Program { Program(replica.number % programCount) }

    /// Number of equal replies that make a client believe them: one comes from a correct replica.
    var enoughReplies: Int { mutant == .hastyClient ? faults : faults + 1 }

    /// Input of a request.
    enum Input: FiniteValue {
        case harmless
        /// Input that makes the bug show.
        case triggering
    }

    /// Output of a program.
    enum Result: FiniteValue { case right, wrong }

    /// Client that reads the result of the request, one of two.
    enum Client: FiniteValue { case first, second }

    /// Program, one of up to seven.
    typealias Program = BoundedInt<0, 6>

    struct State: SpecState {
        /// Senders of each reply.
        var replies = Votes<Result>()
        /// Input that was asked for.
        @Packed var input: Input? = nil
        /// Result that each client has accepted.
        @Packed var first: Result? = nil
        @Packed var second: Result? = nil
        /// Program with the bug.
        var buggy: Program
    }

    var initialStates: [State] { (0..<programCount).map { State(buggy: Program($0)) } }

    enum Action: SpecAction {
        case request(Input)
        case reply(ReplicaID, Result)
        case accept(Client, Result)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for input in Input.values {
            next.take(.request(input), if: s.input == nil) { $0.input = input }
        }
        for r in replicas - s.replies.senders {
            let hitsBug = s.input == .triggering && program(of: r) == s.buggy
            let result: Result = hitsBug ? .wrong : .right
            next.take(.reply(r, result), if: s.input != nil) { $0.replies[result].insert(r) }
        }
        for result in Result.values {
            let isBelieved = s.replies[result].count >= enoughReplies
            next.take(.accept(.first, result), if: s.first == nil && isBelieved) { $0.first = result }
            next.take(.accept(.second, result), if: s.second == nil && isBelieved) { $0.second = result }
        }
    }

    /// A request, which nobody has to send.
    var environmentActions: [String] { ["request"] }

    /// Steps of every replica, which replies with or without the bug, and of the clients, which take what they
    /// believe.
    var fairness: [Fairness<Self>] {
        let replies = everyReplicaTakesSteps { action in
            if case .reply(let replica, _) = action { replica } else { nil }
        }
        let clients = Client.values.map { client in
            Fairness<Self>.weak("the \(client) client accepts") { action in
                if case .accept(client, _) = action { true } else { false }
            }
        }
        return replies + clients
    }

    var properties: [Property<State>] {
        let replicas = replicas
        return [
            .always("correctness", when: { s in s.first != nil || s.second != nil }) { s in
                s.first != .wrong && s.second != .wrong
            },
            // What replication does give, however wrong the result, as long as all replicas run one program or no
            // more than f of them run the one with the bug.
            .always("agreement", when: { s in s.first != nil && s.second != nil }) { s in
                s.first == s.second
            },
            .always("no result without a request", when: { s in s.first != nil || s.second != nil }) { s in
                s.input != nil
            },
            .leadsTo(
                "every client gets a result", from: { s in s.input != nil },
                to: { s in s.first != nil && s.second != nil }),
            .reachable("replies of all replicas to the input that triggers the bug") { s in
                s.input == .triggering && s.replies.senders == replicas && s.first != nil
            },
            .reachable("a replica computes a wrong result") { s in !s.replies[.wrong].isEmpty },
        ]
    }
}
