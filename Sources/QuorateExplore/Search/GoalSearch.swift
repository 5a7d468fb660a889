import Foundation
import QuorateLanguage
import Synchronization

/// Breadth-first search for the nearest state that meets a goal, over the actions of the spec itself.
struct GoalSearch {
    /// Bounds of a search.
    struct Limits: Sendable {
        var states = 1_000_000
        /// Bytes that the states may take, about.
        var memory = 1 << 30
    }

    /// Outcome of a search.
    enum Outcome: Hashable, Sendable {
        /// A shortest run, of which the last state meets the goal, and what is to be said of it.
        case found([[UInt64]], note: String?)
        /// Every state was looked at, and none meets the goal.
        case nowhere(note: String?)
        /// A limit or a person came first: nothing is known of the other states.
        case unfinished(because: String)
        /// The question has no answer.
        case failed(String)
    }

    /// The way to stop a search, and to see how far it is.
    final class Control: Sendable {
        private let isStopped = Atomic(false)
        private let seen = Mutex((states: 0, depth: 0))
        /// Figures so far.
        var progress: (states: Int, depth: Int) { seen.withLock { $0 } }
        var wasStopped: Bool { isStopped.load(ordering: .relaxed) }

        func stop() { isStopped.store(true, ordering: .relaxed) }
        fileprivate func note(_ states: Int, _ depth: Int) { seen.withLock { $0 = (states, depth) } }
    }

    let evaluation: SpecEvaluation
    let limits: Limits
    private var watch: GoalWatch
    private var states: [[UInt64]] = []
    private var parents: [Int32] = []
    private var known: Set<[UInt64]> = []
    private let control: Control

    init(for goal: Goal, in spec: ErasedSpec, _ limits: Limits, _ control: Control) {
        evaluation = SpecEvaluation(spec)
        self.limits = limits
        self.control = control
        watch = GoalWatch(goal)
    }

    /// Searches from `starts`, all at depth 0.
    mutating func run(from starts: [[UInt64]]) -> Outcome {
        do throws(Refusal) { return try search(from: starts) } catch { return .failed(error.message) }
    }

    private mutating func search(from starts: [[UInt64]]) throws(Refusal) -> Outcome {
        for words in starts {
            if let outcome = try visit(words, parent: -1, depth: 0) { return outcome }
        }
        var (level, depth) = (0..<states.count, 0)
        while !level.isEmpty {
            for position in level {
                for words in try evaluation.successors(states[position]) {
                    if let outcome = try visit(words, parent: position, depth: depth + 1) { return outcome }
                }
                if control.wasStopped { return unfinished("it was stopped", depth) }
            }
            (level, depth) = (level.upperBound..<states.count, depth + 1)
            if !level.isEmpty { control.note(states.count, depth) }
        }
        return nowhere
    }

    /// Looks at a state, unless it was seen before; returns how the search ends, if it does.
    private mutating func visit(_ words: [UInt64], parent: Int, depth: Int) throws(Refusal) -> Outcome? {
        guard known.insert(words).inserted else { return nil }
        // The state is looked at before it counts: a limit that is met says nothing of it.
        if states.count >= limits.states {
            return unfinished("\(limits.states) states were looked at", depth)
        }
        if bytes >= limits.memory { return unfinished("the states take \(limits.memory >> 20) MiB", depth) }
        states.append(words)
        parents.append(Int32(truncatingIfNeeded: parent))
        if states.count & 0xff == 0 {
            control.note(states.count, depth)
            if control.wasStopped { return unfinished("it was stopped", depth) }
        }
        guard try watch.isMet(by: words, in: evaluation) else { return nil }
        control.note(states.count, depth)
        return .found(path, note: noteOnNames ?? watch.mistake)
    }

    /// The run to the state that was seen last.
    private var path: [[UInt64]] {
        var (path, position) = ([[UInt64]](), states.count - 1)
        while position >= 0 {
            path.append(states[position])
            position = Int(parents[position])
        }
        return path.reversed()
    }

    /// The bytes of an array of words, its place in a set twice as large as need be, and its parent.
    private var bytes: Int { states.count * (evaluation.spec.wordCount * 8 + 32 + 40) }

    private func unfinished(_ reason: String, _ depth: Int) -> Outcome {
        control.note(states.count, depth)
        return .unfinished(because: reason)
    }
}

extension GoalSearch {
    /// Outcome of a search that has looked at every state.
    private var nowhere: Outcome {
        control.note(states.count, control.progress.depth)
        if let mistake = noteOnNames ?? watch.mistake { return .failed(mistake) }
        if watch.statesWithoutValue > 0, watch.statesWithoutValue == states.count {
            return .failed("the expression is neither true nor false in any state: \(watch.reason)")
        }
        let lacking = watch.statesWithoutValue
        let ground = lacking > 0 ? ["in \(lacking) of them it has no value (\(watch.reason))"] : []
        let within = evaluation.spec.constraint.map { ["no step was taken out of a state outside \"\($0)\""] }
        let notes = (ground + (within ?? [])).joined(separator: "; ")
        return .nowhere(note: notes.isEmpty ? nil : notes)
    }

    /// Remark on names that nobody knows: nothing is said of a word that was mistyped.
    private var noteOnNames: String? {
        guard let unknown = watch.unknownNames, !unknown.isEmpty else { return nil }
        return "\(unknown.sorted().joined(separator: ", ")): neither a variable nor a value of any of the"
            + " \(states.count) states that were looked at"
    }
}
