import QuorateLanguage
import QuorateQuorums

/// Sends one message.
struct Post<Message: FiniteMessage & ExpressibleByIntegerLiteral>: Spec {
    var sent: Message
    static var name: String { "Post" }

    struct State: SpecState { var mail = MessageSet<Message>() }
    enum Action: SpecAction {
        case send(Message)
        enum Kind: CaseIterable { case send }
        var kind: Kind { .send }
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.send(sent), if: s.mail.isEmpty) { $0.mail.insert(sent) }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Has a message from the start that nobody lists; it is put there without the vocabulary's help.
struct Begun: Spec {
    struct State: SpecState { var mail = MessageSet<Numbered>() }
    typealias Action = Nothing.Action
    var initialStates: [State] { [unsafeBitCast(UInt64(1) << 9, to: State.self)] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.go) }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

/// Messages 0 to 2; others can be made.
struct Numbered: FiniteMessage, ExpressibleByIntegerLiteral, CustomStringConvertible {
    let index: Int
    init(integerLiteral value: Int) { index = value }
    static let all: [Numbered] = [0, 1, 2]
    var description: String { "\(index)" }
}

/// An enum of which the list has one case.
enum Letter: FiniteMessage, ExpressibleByIntegerLiteral {
    case hello, goodbye
    init(integerLiteral value: Int) { self = .hello }
    static let all: [Letter] = [.hello]
    var index: Int { 0 }
}

/// A level that says it has 16 values, and rises to 20.
struct Level: PackedValue, SpecDescribable {
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
        enum Kind: CaseIterable { case rise }
        var kind: Kind { .rise }
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
        enum Kind: CaseIterable { case pass }
        var kind: Kind { .pass }
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        let left = ReplicaID(s.token.number - 1)
        next.take(.pass(to: left)) { $0.token = left }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}
