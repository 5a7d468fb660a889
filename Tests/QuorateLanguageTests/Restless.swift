import QuorateLanguage
import Synchronization

/// Begins somewhere else each time.
struct Restless: Spec {
    enum Action: SpecAction { case go }
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
