import QuorateFaults

/// Two generals who must attack together or not at all, and whose messengers may be caught: the coordinated attack.
///
/// Akkoyunlu, Ekanadham and Huber, "Some Constraints and Tradeoffs in the Design of Network Communications", SOSP 1975;
/// Gray, "Notes on Data Base Operating Systems" (1978), gave the generals. Texts that say "Byzantine generals" of a bank
/// and its cash machine, or of two ends of a connection, mean these two: nobody lies, and the link loses messages. Those
/// of Lamport, Shostak and Pease are in `OralMessages` and `SignedMessages`: no message is lost, and generals lie.
///
/// One instance is about *every* deterministic protocol of k messages at once. On a night on which it is told to attack
/// the first general sends message 1, the second answers with message 2, and so on, k messages or until one is lost. All
/// that a general knows at dawn is whether it was told (the first only) and how many messages have reached it, so a
/// protocol is any table of what each general does for each such number: 2^(k + 3) pairs of tables, of which those are
/// tried that meet ``validity`` and ``obedience``. A message that is repeated is one message of the chain, lost if every
/// copy is; on protocols that send by the clock, whatever has arrived and without an order too, see ``CommonKnowledge``.
///
/// A run is night after night, with an order and losses as it happens; at dawn everything but the list of ``Night``s is
/// forgotten, and each protocol acts on each of them by its tables. So a violation of "some protocol has no lone
/// attacker" says that *every* protocol has had a night with one attacker only, and its steps are the proof: a night
/// without an order, then one more message arrives on each night, up to k - 1. Each of these nights looks to one of the
/// generals like the next, and the last one like that on which all k arrive.
///
/// With a reliable link one message is enough. On a lossy one no number is, and both requirements are needed: without
/// ``validity`` nobody need ever attack, and without ``obedience`` both always may.
struct TwoGenerals: Spec {
    static let summary =
        "Two generals agree by messages on an attack at dawn; every protocol is tried at once."
    static let source =
        "Akkoyunlu, Ekanadham and Huber, Some Constraints and Tradeoffs in the Design of Network"
        + " Communications (1975); Gray, Notes on Data Base Operating Systems (1978)"

    /// k, the length of the chain of messages.
    var messages: Int
    /// Loss of messages.
    var lossy: Bool
    /// Every protocol, or only the one in which a general attacks on an order if it has received all that it could.
    var everyProtocol: Bool
    /// Requirement that both attack on an order if no message is lost.
    var validity: Bool
    /// Requirement that the first general does not attack without an order.
    var obedience: Bool

    /// A chain of `messages` messages, 0 to 6.
    init(
        messages: Int = 1, lossy: Bool = false, everyProtocol: Bool = true, validity: Bool = true,
        obedience: Bool = true
    ) {
        self.messages = messages
        self.lossy = lossy
        self.everyProtocol = everyProtocol
        self.validity = validity
        self.obedience = obedience
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("messages", \.messages, in: 0...6), Parameter("lossy", \.lossy),
            Parameter("everyProtocol", \.everyProtocol), Parameter("validity", \.validity),
            Parameter("obedience", \.obedience),
        ]
    }
    var replicas: ReplicaSet { [] }
    var network: NetworkModel { lossy ? .lossy : .asynchronous }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: ReplicaSet(count: 2), .none, network: network,
            notes: ["it dawns when no message is under way and none is to be sent"])
    }

    typealias Count = BoundedInt<0, 6>

    /// Night as it was: how many messages arrived after an order, or that there was no order.
    enum Night: FiniteValue {
        case ordered(arrived: Count)
        case withoutOrder
    }

    enum Hour: FiniteValue { case evening, night }

    struct State: SpecState {
        /// Different nights so far.
        var nights = FiniteSet<Night>()
        var hour = Hour.evening
        /// Order to attack, which the first general has been given tonight.
        var isOrdered = false
        /// Messages of tonight that have been sent.
        var sent: Count = 0
        /// Those of them that have arrived: all, but for the last.
        var arrived: Count = 0
        /// Loss of the last one.
        var isLost = false
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case order, giveNoOrder
        case send(message: Count), arrive(message: Count), lose(message: Count)
        case dawn
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.order, if: s.hour == .evening) {
            $0.hour = .night
            $0.isOrdered = true
        }
        next.take(.giveNoOrder, if: s.hour == .evening) { $0.hour = .night }
        let isUnderWay = s.sent > s.arrived.value && !s.isLost
        // The first message is sent on the order, every other one on the arrival of the one before.
        let isToSend = s.isOrdered && s.sent == s.arrived && s.sent < messages
        next.take(.send(message: s.sent + 1), if: isToSend) { $0.sent += 1 }
        next.take(.arrive(message: s.sent), if: isUnderWay) { $0.arrived += 1 }
        if network.contains(.lossy) {
            next.take(.lose(message: s.sent), if: isUnderWay) { $0.isLost = true }
        }
        next.take(.dawn, if: s.hour == .night && !isToSend && !isUnderWay) {
            $0 = State(nights: s.nights.union([s.isOrdered ? .ordered(arrived: s.arrived) : .withoutOrder]))
        }
    }

    var environmentActions: [String] { ["order", "giveNoOrder", "lose"] }

    var properties: [Property<State>] {
        let messages = messages
        let nightsTogether = protocols.map { scheme in
            FiniteSet(
                Night.values.filter { night in
                    let (first, second) = attacks(scheme, on: night)
                    return first == second
                })
        }
        let loss: [Property<State>] =
            lossy && messages > 0
            ? [
                .reachable("a night without the last message") {
                    $0.nights.contains(.ordered(arrived: Count(messages - 1)))
                }
            ] : []
        return loss + [
            .always("some protocol has no lone attacker") { s in
                nightsTogether.contains { s.nights.isSubset(of: $0) }
            },
            .always("loss of what was sent only") { s in !s.isLost || s.sent > s.arrived.value },
            .reachable("nights with an order and without, and with every message") { s in
                s.nights.contains(.withoutOrder) && s.nights.contains(.ordered(arrived: Count(messages)))
            },
        ]
    }
}

/// Protocols, as pairs of tables of whether a general attacks that knows so much.
extension TwoGenerals {
    /// One protocol. Bit i of a table says what a general does that knows i.
    struct Scheme: Hashable {
        /// Table of the first general, which knows 0 without an order, otherwise one more than it has received.
        let first: Int
        /// Table of the second general, which knows how many messages it has received.
        let second: Int
    }

    /// Numbers of messages that reach the first general, the even ones, and the second, of the `arrived` first ones.
    static func received(of arrived: Int) -> (first: Int, second: Int) {
        (first: arrived / 2, second: (arrived + 1) / 2)
    }

    /// Protocols that are tried: all that meet the requirements, or one of them.
    var protocols: [Scheme] {
        let most = Self.received(of: messages)
        guard everyProtocol else { return [Scheme(first: 1 << (most.first + 1), second: 1 << most.second)] }
        let all = (0..<1 << (most.first + 2)).flatMap { first in
            (0..<1 << (most.second + 1)).map { Scheme(first: first, second: $0) }
        }
        return all.filter(meetsRequirements)
    }

    /// Decisions of the two generals at the end of a night.
    func attacks(_ scheme: Scheme, on night: Night) -> (first: Bool, second: Bool) {
        let (known, seen) =
            switch night {
            case .withoutOrder: (0, 0)
            case .ordered(let arrived):
                (Self.received(of: arrived.value).first + 1, Self.received(of: arrived.value).second)
            }
        return (scheme.first >> known & 1 == 1, scheme.second >> seen & 1 == 1)
    }

    /// Fulfilment of what is asked of a protocol besides that nobody attacks alone.
    func meetsRequirements(_ scheme: Scheme) -> Bool {
        let everythingArrived = attacks(scheme, on: .ordered(arrived: Count(messages)))
        if validity && !(everythingArrived.first && everythingArrived.second) { return false }
        return !(obedience && attacks(scheme, on: .withoutOrder).first)
    }
}
