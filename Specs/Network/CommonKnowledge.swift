import QuorateFaults

/// Knowledge of two generals: each message that arrives adds one level, and an attack takes them all.
///
/// Halpern and Moses, "Knowledge and Common Knowledge in a Distributed Environment", Journal of the ACM 37 (1990), on
/// the coordinated attack of ``TwoGenerals``. A general *considers* another run possible if it looks the same to it.
/// From the run in which the order was given and every message arrived, the first step leads to what a general considers
/// possible, the second to what a general may consider possible there, and so on: if the order was given in all that is
/// reached in d steps, everybody knows that everybody knows, and so on d times, that it was. Whoever attacks in one run
/// attacks in each that looks the same to it, and if the two agree the other does so too. So where a run without the
/// order is reached, no protocol works, whatever it computes: a message says all that its sender knows.
///
/// On a lossy link k messages that all arrive give k levels, and the next one is wanting, as in any finite number; with
/// a reliable link one message gives all levels at once, which is common knowledge. It is the same whether each message
/// answers the one before or is sent by the clock whatever has arrived. So this covers what ``TwoGenerals`` leaves out.
struct CommonKnowledge: Spec {
    static let summary =
        "Two generals exchange messages, and each considers the runs that look the same to it."
    static let source =
        "Halpern and Moses, Knowledge and Common Knowledge in a Distributed Environment (1990)"

    /// k, the number of messages; the first general sends those of odd number, the second the others.
    var messages: Int
    /// Loss of messages.
    var lossy: Bool
    /// Sending by the clock, instead of on the arrival of the message before.
    var byTheClock: Bool
    /// Number of times that "everybody knows" is said.
    var levels: Int

    /// `messages` messages (0 to 6), and knowledge of `levels` levels (0 to 7).
    init(messages: Int = 2, lossy: Bool = true, byTheClock: Bool = true, levels: Int = 2) {
        self.messages = messages
        self.lossy = lossy
        self.byTheClock = byTheClock
        self.levels = levels
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("messages", \.messages, in: 0...6), Parameter("lossy", \.lossy),
            Parameter("byTheClock", \.byTheClock), Parameter("levels", \.levels, in: 0...7),
        ]
    }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        Assumptions(replicas: ReplicaSet(count: 2), .none, network: lossy ? .lossy : .asynchronous)
    }

    enum General: FiniteValue { case first, second }
    typealias Message = BoundedInt<1, 6>

    /// Run of the two generals, at its end.
    struct Run: Hashable, BitwiseCopyable, Sendable {
        var arrived: FiniteSet<Message>
        /// Order to attack, given to the first general.
        var isOrdered: Bool
    }

    struct State: SpecState {
        var arrived: FiniteSet<Message>
        var isOrdered: Bool
        /// Steps from the run in which everything went well.
        var level: BoundedInt<0, 7> = 0

        var run: Run { Run(arrived: arrived, isOrdered: isOrdered) }
    }

    var initialStates: [State] {
        [State(arrived: FiniteSet(Message.values.prefix(messages)), isOrdered: true)]
    }

    enum Action: SpecAction { case consider(General, Run) }

    func actions(in s: State, _ next: inout Next<Self>) {
        guard s.level < levels else { return }
        for run in possibleRuns where run != s.run {
            for general in General.values {
                next.take(
                    .consider(general, run), if: lookTheSame(s.run, run, to: general, before: messages + 1)
                ) {
                    $0 = State(arrived: run.arrived, isOrdered: run.isOrdered, level: s.level + 1)
                }
            }
        }
    }

    /// Runs that there can be, with the order and without.
    var possibleRuns: [Run] {
        let all = Message.values.prefix(messages)
        let arrivals: [FiniteSet<Message>] =
            if !lossy {
                [FiniteSet(all)]
            } else if byTheClock {
                (0..<1 << messages).map { bits in FiniteSet(all.filter { bits >> ($0.value - 1) & 1 == 1 }) }
            } else {
                (0...messages).map { FiniteSet(all.prefix($0)) }
            }
        let unordered = byTheClock ? arrivals : [FiniteSet()]
        return arrivals.map { Run(arrived: $0, isOrdered: true) }
            + unordered.map { Run(arrived: $0, isOrdered: false) }
    }

    static func sender(of message: Int) -> General { message.isMultiple(of: 2) ? .second : .first }

    /// Equality of all that a general knows in two runs before it could receive message `end`: the order, if it is the
    /// first, which messages have reached it, and what they said, which is all that their sender knew.
    func lookTheSame(_ run: Run, _ other: Run, to general: General, before end: Int) -> Bool {
        if general == .first && run.isOrdered != other.isOrdered { return false }
        return (1..<end).allSatisfy { number in
            let sender = Self.sender(of: number)
            if sender == general { return true }
            let arrives = run.arrived.contains(Message(number))
            return arrives == other.arrived.contains(Message(number))
                && (!arrives || lookTheSame(run, other, to: sender, before: number))
        }
    }

    var properties: [Property<State>] {
        let levels = levels
        let doubt: [Property<State>] =
            lossy && messages > 0 ? [.reachable("doubt on every level") { s in s.level == levels }] : []
        return [.always("knowledge of the order") { s in s.isOrdered }] + doubt
    }
}
