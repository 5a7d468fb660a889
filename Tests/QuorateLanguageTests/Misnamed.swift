import QuorateLanguage
import Synchronization

/// One of its actions, which no initial state enables or even offers, says that it is another.
struct Misnamed: Spec {
    enum Action: SpecAction {
        case arrive(Int), leave([String])
        enum Kind: CaseIterable { case arrive, leave }
        var kind: Kind { .arrive }
    }
    var initialStates: [Word] { [Word(number: 0)] }
    func actions(in s: Word, _ next: inout Next<Self>) { next.take(.arrive(1), if: s.number > 0) }
    var properties: [Property<Word>] { [.always("safe") { _ in true }] }
}

/// Begins somewhere else each time.
struct Restless: Spec {
    enum Action: SpecAction {
        case go
        enum Kind: CaseIterable { case go }
        var kind: Kind { .go }
    }
    private static let count = Mutex<UInt64>(0)
    var initialStates: [Word] {
        Self.count.withLock { count in
            count += 1
            return [Word(number: count)]
        }
    }
    func actions(in s: Word, _ next: inout Next<Self>) {}
    var properties: [Property<Word>] { [.always("safe") { _ in true }] }
}
