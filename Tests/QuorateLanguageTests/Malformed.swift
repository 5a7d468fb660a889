import QuorateLanguage
import QuorateQuorums

struct Word: SpecState {
    var number: UInt64
}

/// A spec that can be wrong in several ways.
struct Malformed<State: SpecState>: Spec {
    var propertyNames = ["safe"]
    var parameterNames: [String] = []
    var size = 1
    var requiredActions: [String] = []
    var isEnabled = true
    var initialStates: [State]

    static var name: String { "Malformed<\(State.self)>" }

    enum Action: SpecAction {
        case walk(Int)
        case run
        case rest(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.run) { _ in }
        next.take(.walk(1), if: isEnabled) { _ in }
        next.take(.rest(0), if: isEnabled) { _ in }
    }

    var parameters: [Parameter<Self>] { parameterNames.map { Parameter($0, \.size, in: 1...2) } }

    var properties: [Property<State>] { propertyNames.map { name in .always(name) { _ in true } } }
}

extension Malformed<Word> {
    init(
        from initialStates: [Word] = [Word(number: 0)], propertyNames: [String] = ["safe"],
        parameterNames: [String] = [], requiredActions: [String] = [],
        isEnabled: Bool = true
    ) {
        self.init(
            propertyNames: propertyNames, parameterNames: parameterNames, requiredActions: requiredActions,
            isEnabled: isEnabled, initialStates: initialStates)
    }
}

/// A spec whose actions are structs.
struct Structured: Spec {
    struct Action: SpecAction { var name: String }

    var initialStates: [Word] { [Word(number: 0)] }
    func actions(in s: Word, _ next: inout Next<Self>) { next.take(Action(name: "go")) { $0.number = 1 } }
    var properties: [Property<Word>] { [.always("safe") { _ in true }] }
}
