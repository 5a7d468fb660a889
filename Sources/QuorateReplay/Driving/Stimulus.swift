public import QuorateQuorums

/// Inputs that make real replicas take a step.
public struct Stimulus<Input: Hashable & Sendable>: Hashable, Sendable {
    /// An input for one replica.
    public struct Delivery: Hashable, Sendable {
        /// Replica that gets the input.
        public let replica: ReplicaID
        /// Input that the replica gets.
        public let input: Input

        /// `input` for `replica`.
        public init(_ input: Input, to replica: ReplicaID) {
            self.replica = replica
            self.input = input
        }
    }

    /// The messages that the step's guard stands on. They come in any order, and several are tried.
    public let evidence: [Delivery]
    /// Inputs that come after the evidence, in this order.
    public let inputs: [Delivery]
    /// Existence of something to give: a message that was never sent cannot be delivered.
    public let exists: Bool
    /// Reason why the code never takes the step, although the spec allows it; nil for a step that is not left
    /// out.
    public let choice: String?
    /// Refusal by code that says so itself, before anything is given to it here.
    let isRefused: Bool
    /// Delivery for each order, where whoever gets it does the ordering; empty otherwise.
    private let arranged: [Delivery]

    /// Deliveries in any order, then others in theirs.
    public init(evidence: [Delivery], then inputs: [Delivery] = []) {
        self.evidence = evidence
        self.inputs = inputs
        exists = true
        choice = nil
        isRefused = false
        arranged = []
    }

    private init(choice: String?, isRefused: Bool = false) {
        (evidence, inputs, arranged) = ([], [], [])
        exists = false
        self.choice = choice
        self.isRefused = isRefused
    }

    /// A delivery for each order, whose messages somebody else has.
    init(inEachOrder delivery: (DeliveryOrder) -> Delivery) {
        (evidence, inputs) = ([], [])
        exists = true
        choice = nil
        isRefused = false
        arranged = DeliveryOrder.allCases.map(delivery)
    }

    /// The code itself has said that it does not take the step.
    static var refused: Stimulus { Stimulus(choice: nil, isRefused: true) }

    /// The input of the step cannot exist: nobody has sent the message that it would answer.
    public static var impossible: Stimulus { Stimulus(choice: nil) }

    /// The code never takes the step, although the spec allows it: where the spec leaves a choice, the code has made
    /// one. Every report counts these steps, with their reasons; what comes after them is not seen.
    public static func leftOut(because reason: String) -> Stimulus { Stimulus(choice: reason) }

    /// Something that happens at `replica` alone: a timeout, a request of a client, a restart.
    public static func local(_ input: Input, at replica: ReplicaID) -> Stimulus {
        Stimulus(evidence: [], then: [Delivery(input, to: replica)])
    }

    /// Messages for one replica; impossible where there are none.
    ///
    /// - Parameter inputs: what happens at the replica after it has them.
    public static func deliver(
        _ messages: [Input], to replica: ReplicaID, then inputs: [Input] = []
    ) -> Stimulus {
        if messages.isEmpty { return .impossible }
        return Stimulus(
            evidence: messages.map { Delivery($0, to: replica) },
            then: inputs.map { Delivery($0, to: replica) })
    }

    /// The deliveries in the given order.
    func deliveries(in order: DeliveryOrder) -> [Delivery] {
        if let position = DeliveryOrder.allCases.firstIndex(of: order), arranged.indices.contains(position) {
            return [arranged[position]]
        }
        return order.arranged(evidence) + inputs
    }

    /// The orders that make a difference.
    var orders: [DeliveryOrder] {
        evidence.count < 2 && arranged.isEmpty ? [.ascending] : DeliveryOrder.allCases
    }
}

/// An order in which the messages of a step are delivered.
public enum DeliveryOrder: String, CaseIterable, Hashable, Sendable {
    /// As the driver lists them, which is by sender.
    case ascending
    /// The other way round.
    case descending
    /// Shuffled, by a seed that depends on nothing but their number.
    case shuffled

    func arranged<Element>(_ elements: [Element]) -> [Element] {
        switch self {
        case .ascending: return elements
        case .descending: return elements.reversed()
        case .shuffled:
            var generator = Shuffling(state: UInt64(elements.count))
            return elements.shuffled(using: &generator)
        }
    }

    /// Random enough to shuffle a few messages, and the same in every process: Steele, Lea and Flood,
    /// "Fast Splittable Pseudorandom Number Generators" (2014).
    private struct Shuffling: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return mixed ^ mixed >> 31
        }
    }
}
