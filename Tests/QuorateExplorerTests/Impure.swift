import QuorateLanguage
import Synchronization

/// A counter whose steps, or what is asked of it, depend on more than its state.
struct Impure: Spec {
    /// What it depends on besides.
    enum Source: CaseIterable { case lots, calls, setOrder }
    /// What depends on it.
    enum Part: CaseIterable { case actions, property, constraint }

    var source = Source.lots
    var part = Part.actions
    /// The number that the property forbids; nothing unless given.
    var forbidden: UInt32 = .max

    struct State: SpecState { var number: UInt32 = 0 }
    enum Action: SpecAction {
        case add(Int)
    }

    private static let calls = Mutex(0)

    /// Now this, now that.
    private var whim: Bool {
        switch source {
        case .lots: return Bool.random()
        case .calls:
            return Self.calls.withLock { calls in
                calls += 1
                return calls % 7 < 3
            }
        // Each set has an order of its own.
        case .setOrder: return Set(0..<40).first!.isMultiple(of: 2)
        }
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for step in 1...3 {
            next.take(.add(step), if: s.number < 60 && (part != .actions || whim)) {
                $0.number += UInt32(step)
            }
        }
    }

    var properties: [Property<State>] {
        [
            .always("small") { [self] in
                (part != .property || $0.number != 20 || whim) && $0.number != forbidden
            }
        ]
    }

    var constraint: StateConstraint<State>? {
        part == .constraint ? StateConstraint("near") { [self] in $0.number < 40 || whim } : nil
    }
}

/// A counter that takes another step as soon as somebody has asked what is owed, which is after the search.
struct Awakened: Spec {
    final class Alarm: Sendable {
        let hasRung = Atomic<Bool>(false)
    }

    let alarm = Alarm()

    struct State: SpecState { var number: UInt32 = 0 }
    enum Action: SpecAction {
        case add, giveUp, leap
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.add, if: s.number < 3) { $0.number += 1 }
        next.take(.giveUp, if: s.number == 0) { $0.number = 7 }
        next.take(.leap, if: s.number == 3 && alarm.hasRung.load(ordering: .relaxed)) { $0.number = 50 }
    }

    var fairness: [Fairness<Self>] {
        [
            .weak("goes on") { [alarm] _ in
                alarm.hasRung.store(true, ordering: .relaxed)
                return true
            }
        ]
    }

    var properties: [Property<State>] { [.eventually("far") { $0.number > 100 }] }
}
