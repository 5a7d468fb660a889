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

    /// What a client may ask for.
    enum Input: FiniteValue {
        case harmless
        /// The bug shows.
        case triggering
    }

    /// What a program computes.
    enum Result: FiniteValue { case right, wrong }

    /// One of two clients that read the result of the request.
    enum Client: FiniteValue { case first, second }

    /// One of up to seven programs.
    typealias Program = BoundedInt<0, 6>

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// f, the number of faulty replicas that the clients reckon with.
    var faults: Int
    /// The number of different programs.
    var programs: Int
    var mutant: Mutant?

    /// `replicas` replicas (1 to 7), that run `programs` different programs (1 to 7).
    init(replicas: Int = 4, faults: Int = 1, programs: Int = 4, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.programs = programs
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("programs", \.programs, in: 1...7),
        ]
    }
    var replicas: ReplicaSet { allReplicas }

    func validate() throws {
        if programs > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "programs=\(programs) cannot all run on replicas=\(allReplicas.count); lower programs")
        }
    }

    /// The number of programs that there are in this run.
    var programCount: Int { mutant == .sameProgram ? 1 : programs }

    /// Which program `replica` runs.
    func program(of replica: ReplicaID) -> Program { Program(replica.number % programCount) }

    /// So many equal replies make a client believe them: one comes from a correct replica.
    var enoughReplies: Int { mutant == .hastyClient ? faults : faults + 1 }

    struct State: SpecState {
        /// Who has replied what.
        var replies = Votes<Result>()
        /// What was asked for.
        @Packed var input: Input? = nil
        /// What each client has accepted.
        @Packed var first: Result? = nil
        @Packed var second: Result? = nil
        /// The program with the bug.
        var buggy: Program
    }

    var initialStates: [State] { (0..<programCount).map { State(buggy: Program($0)) } }

    var assumptions: Assumptions? {
        let bug = FaultModel.boundedAdversary(limit: "a bug makes a program compute a wrong result", .oral)
        let struck = (allReplicas.count + programCount - 1) / programCount
        return Assumptions(
            replicas: allReplicas, faults: struck, struck > 1 ? .correlated(bug) : bug,
            network: .asynchronous,
            notes: [
                "programs: \(programCount), and the bug is in any one of them",
                "clients reckon with f = \(faults)",
            ])
    }

    enum Action: SpecAction {
        case request(Input)
        case reply(ReplicaID, Result)
        case accept(Client, Result)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for input in Input.values {
            next.take(.request(input), if: s.input == nil) { $0.input = input }
        }
        for r in allReplicas.subtracting(s.replies.senders) {
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

    var properties: [Property<State>] {
        let allReplicas = allReplicas
        return [
            .always("correctness", when: { s in s.first != nil || s.second != nil }) { s in
                s.first != .wrong && s.second != .wrong
            },
            // What replication does give, however wrong the result, as long as all replicas run one program or no
            // more than f of them run the one with the bug.
            .always("agreement", when: { s in s.first != nil && s.second != nil }) { s in s.first == s.second
            },
            .reachable("replies of all replicas to the input that triggers the bug") { s in
                s.input == .triggering && s.replies.senders == allReplicas && s.first != nil
            },
            .reachable("a replica computes a wrong result") { s in !s.replies[.wrong].isEmpty },
        ]
    }
}
