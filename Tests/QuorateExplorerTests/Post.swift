import QuorateLanguage
import QuorateQuorums

@testable import Toys

/// Sends one message.
struct Post<Message: FiniteValue & ExpressibleByIntegerLiteral>: Spec {
    var sent: Message
    static var name: String { "Post" }

    struct State: SpecState { var mail = FiniteSet<Message>() }
    enum Action: SpecAction {
        case send(Message)
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.send(sent), if: s.mail.isEmpty) { $0.mail.insert(sent) }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Has a message from the start that its type does not have.
struct Begun: Spec {
    struct State: SpecState { var mail = FiniteSet<Numbered>() }
    typealias Action = Nothing.Action
    var initialStates: [State] { [State(mail: [9])] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.go) }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Messages 0 to 2; others can be made.
struct Numbered: FiniteValue, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let packed: UInt64
    init(packed: UInt64) { self.packed = packed }
    init(integerLiteral value: Int) { packed = UInt64(value) }
    static var valueCount: Int { 3 }
    var description: String { "\(packed)" }
}

/// An enum that has a number for one case only.
enum Letter: FiniteValue, ExpressibleByIntegerLiteral {
    case hello, goodbye
    init(integerLiteral value: Int) { self = .hello }
    init(packed: UInt64) { self = .hello }
    static var valueCount: Int { 1 }
    var packed: UInt64 { 0 }
}

/// A level that says it has 16 values, and rises to 20.
struct Level: FiniteValue, SpecDescribable {
    var number: UInt64
    static var valueCount: Int { 16 }
    var packed: UInt64 { number }
    init(packed: UInt64) { number = packed }
    func specValue(for replicas: ReplicaSet) -> SpecValue { .integer(Int(number)) }
}

/// Rises to level 20, which its property forbids.
struct Ascending: Spec {
    struct State: SpecState { var level = ReplicaMap(Level(packed: 0)) }
    enum Action: SpecAction {
        case rise
    }
    var replicas: ReplicaSet { [0] }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.rise, if: s.level[0].number < 20) { $0.level[0] = Level(packed: s.level[0].number + 1) }
    }
    var properties: [Property<State>] { [.always("never 20") { $0.level[0].number != 20 }] }
}

/// Passes a token to the left, beyond the leftmost.
struct Ring: Spec {
    struct State: SpecState { var token: ReplicaID = 2 }
    enum Action: SpecAction {
        case pass(to: ReplicaID)
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        let left = ReplicaID(s.token.number - 1)
        next.take(.pass(to: left)) { $0.token = left }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Loops over the values of a type that has no numbers, and keeps none of them.
struct Looping: Spec {
    enum Input: FiniteValue { case set(UInt16) }
    struct State: SpecState { var isSet = false }
    enum Action: SpecAction { case set(Input) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        for input in Input.values { next.take(.set(input), if: !s.isSet) { $0.isSet = true } }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Goes wrong after the last action that it offers.
struct Trailing: Spec {
    struct State: SpecState { var isSet = false }
    enum Action: SpecAction { case set }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.set, if: !s.isSet) { $0.isSet = true }
        if s.isSet { _ = ReplicaSet(count: 17) }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Counts one beyond its constraint, which its type has no room for.
struct Brimming: Spec {
    struct State: SpecState { var level: BoundedInt<0, 3> = 0 }
    enum Action: SpecAction { case rise }
    var initialStates: [State] { [State()] }
    var constraint: StateConstraint<State>? { StateConstraint("level at most 3") { $0.level <= 3 } }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.rise) { $0.level += 1 } }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}
