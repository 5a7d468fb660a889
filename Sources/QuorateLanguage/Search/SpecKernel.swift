/// A spec as a search sees it: 64-bit words and a handful of functions over blocks of them.
///
/// This is the one place where generic code meets the engine. The closures are made where the concrete spec type
/// is known, so that the compiler specialises the spec's actions into the loop below.
public struct SpecKernel: Sendable {
    /// Expands up to `count` states at a place, the first of which has the given index, and says how many it
    /// expanded before the sink asked it to pause.
    public typealias Expand = @Sendable (UnsafeRawPointer, UInt64, Int, inout SuccessorSink) -> Int

    /// The words of a state.
    public let wordCount: Int
    /// The number of actions, without their arguments.
    public let actionCount: Int
    /// Adds the successors of a block of states to a sink.
    public let expand: Expand
    /// The names of the properties that are scanned for.
    public let propertyNames: [String]
    /// For each property, the scan over a block of new states.
    public let scans: [@Sendable (UnsafeRawPointer, Int) -> PropertyScan]
    /// Counts the states of a block that lie outside the constraint; nil without a constraint.
    public let countOutside: (@Sendable (UnsafeRawPointer, Int) -> Int)?

    /// The kernel of `spec`.
    ///
    /// - Parameters:
    ///   - spec: the spec with its parameters set.
    ///   - properties: the properties to scan for.
    ///   - noteDeadlocks: tells the consumer (through ``SuccessorConsumer/deadlocked(_:)``) of expanded states
    ///     without any enabled action.
    @inlinable
    public init<S: Spec>(_ spec: S, properties: [Property<S.State>], noteDeadlocks: Bool) {
        let constraint = spec.constraint
        let allows = constraint?.allows
        self.init(of: S.self, properties, constraint) { start, firstIndex, count, sink in
            let stride = StateBlock<S.State>.stride
            var place = start
            guard count > 0 else { return 0 }
            var next = Next<S>(state: place.loadUnaligned(as: S.State.self), sink: sink)
            var done = 0
            while done < count {
                next.state = place.loadUnaligned(as: S.State.self)
                if allows == nil || allows!(next.state) {
                    next.sink.parent = place.assumingMemoryBound(to: UInt64.self)
                    next.sink.parentIndex = firstIndex &+ UInt64(truncatingIfNeeded: done)
                    let (generated, unchanging) = (next.sink.generated, next.sink.unchanging)
                    spec.actions(in: next.state, &next)
                    let steps = next.sink.generated &- generated
                    if steps == next.sink.unchanging &- unchanging {
                        if steps != 0 {
                            next.sink.statesWithoutChange &+= 1
                        } else {
                            next.sink.statesWithoutStep &+= 1
                            if noteDeadlocks { next.sink.consumer.deadlocked(place) }
                        }
                    }
                }
                place += stride
                done &+= 1
                if next.sink.isPaused { break }
            }
            sink = next.sink
            return done
        }
    }

    /// Frame of the loop, compiled once for all specs.
    @usableFromInline
    init<S: Spec>(
        of _: S.Type, _ properties: [Property<S.State>], _ constraint: StateConstraint<S.State>?,
        expand: @escaping Expand
    ) {
        wordCount = StateBlock<S.State>.stride / 8
        actionCount = S.Action.caseNames.count
        propertyNames = properties.map(\.name)
        scans = properties.map(\.scan)
        countOutside = constraint?.countOutside
        self.expand = expand
    }
}
