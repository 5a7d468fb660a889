import CQuorateSearch
import QuorateQuorums

/// A spec whose code a thread runs, for whoever has to explain what that code did: raise a fault, or end the process.
package final class EvaluatedSpec: Sendable {
    /// The name of the spec.
    package let name: String
    /// The words of a state.
    package let wordCount: Int
    /// Evaluates the actions of a state, its constraint and its properties, telling of each before it asks the next;
    /// the place told last is where a crash happens again.
    package let retrace: @Sendable (_ words: [UInt64], _ reached: (String) -> Void) -> Void
    /// The fields of a state.
    package let describe: @Sendable ([UInt64]) -> [SpecValue.Field]
    /// Makes the look of one thread at the spec that keeps the whole graph.
    package let makeGraphView: @Sendable () -> GraphView
    /// The answer of a state to the premise of the property at a position; nil where that one has none.
    package let premise: @Sendable (_ property: Int, _ words: [UInt64]) -> Bool?
    /// The spec with its types, for whoever opens them.
    package let typed: any Spec

    /// Names of the replicas that take part.
    package var replicaNames: [String] { typed.replicas.map { "\($0)" } }

    init(
        typed: any Spec, name: String, wordCount: Int,
        describe: @escaping @Sendable ([UInt64]) -> [SpecValue.Field],
        makeGraphView: @escaping @Sendable () -> GraphView,
        premise: @escaping @Sendable (_ property: Int, _ words: [UInt64]) -> Bool?,
        retrace: @escaping @Sendable (_ words: [UInt64], _ reached: (String) -> Void) -> Void
    ) {
        self.typed = typed
        self.name = name
        self.wordCount = wordCount
        self.describe = describe
        self.makeGraphView = makeGraphView
        self.premise = premise
        self.retrace = retrace
    }

    /// Calls `body`, which runs the spec's code on this thread: faults are heard, and a crash is this spec's.
    package func evaluating<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let thread = qs_this_thread()!
        if thread.pointee.has_signal_stack == 0 { qs_use_signal_stack() }
        let before = thread.pointee
        thread.pointee.owner = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        thread.pointee.states = nil
        defer {
            thread.pointee.owner = before.owner
            thread.pointee.states = before.states
            thread.pointee.count = before.count
        }
        return try SpecFault.heard(body)
    }

    /// Notes which states the spec's code is asked about next on this thread, and returns those before.
    @discardableResult
    package static func look(
        at states: UnsafePointer<UInt64>?, count: Int
    ) -> (states: UnsafePointer<UInt64>?, count: Int) {
        let thread = qs_this_thread()!
        defer {
            thread.pointee.states = states
            thread.pointee.count = UInt64(count)
        }
        return (thread.pointee.states, Int(thread.pointee.count))
    }

    /// The spec whose code this thread runs, and the states that it is asked about; nil outside.
    package static var onThisThread: (spec: EvaluatedSpec, states: [[UInt64]])? {
        let thread = qs_this_thread().pointee
        guard let owner = thread.owner else { return nil }
        let spec = Unmanaged<EvaluatedSpec>.fromOpaque(owner).takeUnretainedValue()
        guard let first = thread.states else { return (spec, []) }
        let states = (0..<Int(thread.count)).map { position in
            Array(UnsafeBufferPointer(start: first + position * spec.wordCount, count: spec.wordCount))
        }
        return (spec, states)
    }

    /// Mark of the thread that explains another thread's crash: what ends this thread is no second crash.
    package static var explainsCrashOnThisThread: Bool {
        get { qs_this_thread().pointee.explains_crash != 0 }
        set { qs_this_thread().pointee.explains_crash = newValue ? 1 : 0 }
    }
}

extension EvaluatedSpec {
    convenience init<S: Spec>(_ spec: S) {
        let replicas = spec.replicas
        self.init(typed: spec, name: S.name, wordCount: StateWords<S.State>.count) { words in
            SpecValue.fields(of: Mirror(reflecting: StateWords<S.State>(words).state), for: replicas)
        } makeGraphView: {
            TypedGraphView(spec)
        } premise: { property, words in
            spec.properties[property].premise?(StateWords<S.State>(words).state)
        } retrace: { words, reached in
            let state = StateWords<S.State>(words).state
            reached("in the constraint")
            _ = spec.constraint?.allows(state)
            for property in spec.properties {
                reached("in property \"\(property.name)\" (\(property.site))")
                _ = property.isShown(by: state, hasEnabledAction: true)
            }
            reached("in the first of its actions")
            withoutActuallyEscaping(reached) { reached in
                _ = spec.record(state) { take in
                    let action = ErasedSpec.ActionOutline(describing: take.action, for: replicas)
                    reached("in what follows action \(action) (\(take.site))")
                }
            }
        }
    }
}
