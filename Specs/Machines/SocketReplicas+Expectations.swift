import QuorateFaults

extension SocketReplicas {
    enum Mutant: String, SpecMutant {
        case noWait = "no-wait"
        case noInvalidation = "no-invalidation"
        case noLock = "no-lock"
        case maskedInterrupts = "masked-interrupts"

        var expectation: MutantExpectation {
            switch self {
            case .noWait:
                .breaks("coherence", "a writer does not wait until the other copies are invalid")
            case .noInvalidation:
                .breaks("coherence", "a writer writes one copy after the other while all can be read")
            case .noLock: .breaks("coherence", "two sockets write at the same time")
            case .maskedInterrupts:
                .breaks("every write ends", "a CPU masks interrupts for ever, and the writer waits for it")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 552, generated: 1705, depth: 17),
            .holds(Self(sockets: 2, writes: 3), distinct: 136, generated: 321, depth: 17),
            .holds(Self(replicated: false), distinct: 152, generated: 489, depth: 9),
            .caught(Self(mutant: .noWait), distinct: 888, generated: 3913, depth: 13, steps: 2),
            .caught(Self(mutant: .noInvalidation), distinct: 408, generated: 1897, depth: 13, steps: 2),
            .caught(Self(sockets: 2, mutant: .noLock), distinct: 728, generated: 2345, depth: 12, steps: 6),
            .caught(Self(mutant: .maskedInterrupts), distinct: 552, generated: 1705, depth: 17, steps: 1),
        ])
}

extension SocketReplicas: CostedSpec {
    /// A request and an answer for a remote read; for a write a request to each other copy and its acknowledgment, the
    /// new value and its acknowledgment.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        switch action {
        case .read(let cpu): home(of: cpu) == cpu ? StepCost() : StepCost(messages: 2, round: 2)
        case .beginWrite(let writer):
            successor.asked[writer].isEmpty
                ? StepCost() : StepCost(messages: successor.asked[writer].count, round: 1)
        case .invalidate: StepCost(messages: 1, round: 2)
        case .update(let socket, let writer):
            socket == writer ? StepCost() : StepCost(messages: 2, round: 4)
        case .endWrite: StepCost()
        }
    }

    /// Figures of a read by each CPU, with one copy and with a copy on each socket, and of a write to every copy.
    ///
    /// The latency is in message delays: that of a remote read is two, that of a local one none. A text on fault tolerance
    /// in operating systems has half of the CPUs remote from a single copy, as they are with two sockets, which makes one
    /// in the mean, and all of them local to a copy on each socket.
    static let costs = [2, 4].flatMap { s in
        read(sockets: s, replicated: false) + read(sockets: s, replicated: true) + write(sockets: s)
    }

    private static func read(sockets s: Int, replicated: Bool) -> [CostFigure] {
        let spec = Self(sockets: s, replicated: replicated)
        let instance = "s = \(s), \(replicated ? "a copy on each socket" : "one copy"), a read by each CPU"
        let run: Costing.Run = {
            spec.costOfOneRun(reaching: "every CPU has read") { action in
                if case .read = action { true } else { false }
            }
        }
        let remote = replicated ? 0 : s - 1
        let formula = replicated ? "0" : "2(s - 1)"
        let figures = Costing(name, instance, run: run).figures(
            messages: (formula, 2 * remote, nil),
            rounds: (replicated ? "0" : "2 from a remote socket", replicated ? 0 : 2, nil))
        return figures + mean(sockets: s, replicated: replicated, run: run)
    }

    /// The mean latency in message delays, where it is a whole number.
    private static func mean(sockets s: Int, replicated: Bool, run: @escaping Costing.Run) -> [CostFigure] {
        guard s == 2 || replicated else { return [] }
        return [
            CostFigure(
                name, "s = \(s), \(replicated ? "a copy on each socket" : "one copy"), mean of the CPUs",
                .rounds,
                formula: replicated ? "0" : "2(s - 1)/s", gives: replicated ? 0 : 1,
                stated: .exactly(replicated ? 0 : 1), counted: { run().map { $0.messages / s } })
        ]
    }

    private static func write(sockets s: Int) -> [CostFigure] {
        let spec = Self(sockets: s, writes: 1)
        return Costing(name, "s = \(s), a copy on each socket, a write") {
            spec.costOfOneRun(reaching: "every copy has the last write") { action in
                if case .read = action { false } else { true }
            }
        }.figures(messages: ("4(s - 1)", 4 * (s - 1), nil), rounds: ("4", 4, nil))
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "read",
                because:
                    "a page walk finds nothing in an invalid copy; coherence is said of all valid ones, read or not"
            )
        ]
    }
}
