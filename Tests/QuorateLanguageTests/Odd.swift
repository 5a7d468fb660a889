import QuorateLanguage

struct Word: SpecState {
    var number: UInt64
}

/// A spec that can be wrong in several ways.
struct Odd<State: SpecState>: Spec {
    var propertyNames = ["safe"]
    var parameterNames: [String] = []
    var size = 1
    var confusesKinds = false
    var confusesRest = false
    var isEnabled = true
    var initialStates: [State]

    static var name: String { "Odd<\(State.self)>" }

    enum Action: SpecAction {
        case walk(Int, lies: Bool)
        case run
        case rest(Lie)

        enum Lie: Hashable, Sendable { case truth, lie }
        enum Kind: CaseIterable { case walk, run, rest }
        var kind: Kind {
            switch self {
            case .walk(_, let lies): lies ? .run : .walk
            case .run: .run
            case .rest(let lie): lie == .lie ? .walk : .rest
            }
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.run) { _ in }
        next.take(.walk(1, lies: confusesKinds), if: isEnabled) { _ in }
        next.take(.rest(confusesRest ? .lie : .truth), if: isEnabled) { _ in }
    }

    var parameters: [Parameter<Self>] { parameterNames.map { Parameter($0, \.size, in: 1...2) } }

    var properties: [Property<State>] { propertyNames.map { name in .always(name) { _ in true } } }
}

extension Odd<Word> {
    init(
        from initialStates: [Word] = [Word(number: 0)], propertyNames: [String] = ["safe"],
        parameterNames: [String] = [], confusesKinds: Bool = false, confusesRest: Bool = false,
        isEnabled: Bool = true
    ) {
        self.init(
            propertyNames: propertyNames, parameterNames: parameterNames, confusesKinds: confusesKinds,
            confusesRest: confusesRest,
            isEnabled: isEnabled, initialStates: initialStates)
    }
}

/// A spec whose actions have kinds of the given type.
struct Kinds<Kind: CaseIterable & Hashable & Sendable & BitwiseCopyable>: Spec {
    var kind: Kind

    struct Action: SpecAction, CustomStringConvertible {
        var kind: Kind
        var description: String { "\(kind)" }
    }

    var initialStates: [Word] { [Word(number: 0)] }
    func actions(in s: Word, _ next: inout Next<Self>) { next.take(Action(kind: kind)) { $0.number = 1 } }
    var properties: [Property<Word>] { [] }
}

enum PayloadKind: CaseIterable, Hashable, BitwiseCopyable {
    case walk(UInt8), run
    static var allCases: [PayloadKind] { [.walk(0), .run] }
}

enum ReorderedKind: CaseIterable, BitwiseCopyable {
    case walk, run
    static var allCases: [ReorderedKind] { [.run, .walk] }
}

struct WideKind: CaseIterable, Hashable, BitwiseCopyable {
    var number: UInt16
    static var allCases: [WideKind] { (0..<300).map(WideKind.init(number:)) }
}
