import QuorateQuorums

/// Look of one thread at a spec for whoever keeps its whole graph: the steps out of a state with their actions, and what
/// a state says of the properties.
///
/// It costs a few times what a search pays, which keeps no steps: no search goes through here.
package class GraphView {
    /// Words of a state.
    package let wordCount: Int
    /// Fields of a state.
    package let fields: StoredFields
    /// Actions with arguments that were seen, in the order in which they came, with the place of the first `take`.
    package internal(set) var labels: [(action: ErasedSpec.ActionOutline, site: SourceSite)] = []
    /// Steps out of the state that was expanded last.
    package let steps: FoundSteps
    /// For each property, the aspects of it that the state shows that was judged last.
    package internal(set) var aspects: [UInt8]

    /// The state breaks an `.always` or deadlock freedom, or meets a `.reachable`.
    package static let shown: UInt8 = 1
    /// Deadlock freedom does not let the state be the last; the goal of a liveness property is missed.
    package static let forbidden: UInt8 = 2
    /// The state asks for the goal of a liveness property.
    package static let premise: UInt8 = 4

    init(wordCount: Int, fields: StoredFields, propertyCount: Int) {
        self.wordCount = wordCount
        self.fields = fields
        steps = FoundSteps(wordCount: wordCount)
        aspects = Array(repeating: 0, count: propertyCount)
    }

    /// Finds the steps out of a state, none out of one outside the constraint, and judges it.
    ///
    /// - Returns: whether the state lies outside.
    package func expand(_ words: UnsafePointer<UInt64>) -> Bool { false }

    /// The value of the field at a position.
    package func value(of field: Int, in words: UnsafePointer<UInt64>) -> SpecValue { .boolean(false) }
}

final class TypedGraphView<S: Spec>: GraphView {
    private let spec: S
    private let judge: StateJudge
    private let reader: FieldReader?
    private let allows: (@Sendable (S.State) -> Bool)?
    private let numbers = ActionNumbers<S.Action>()
    private let stateSize = MemoryLayout<S.State>.size
    private var recorder: StepRecorder<S>?
    private var state: S.State

    init(_ spec: S) {
        self.spec = spec
        judge = StateJudge(spec)
        allows = spec.constraint?.allows
        state = StateWords(Array(repeating: 0, count: StateWords<S.State>.count)).state
        let fields = StoredFields(of: spec)
        reader = FieldReader(fields, of: state)
        super.init(
            wordCount: StateWords<S.State>.count, fields: fields,
            propertyCount: judge.propertyCount)
        // The recorder lives as long as its owner, and only it calls it.
        recorder = StepRecorder<S>(steps: { [unowned(unsafe) self] in
            add($0, $1)
            return .kept
        })
    }

    override func expand(_ words: UnsafePointer<UInt64>) -> Bool {
        steps.clear()
        state = UnsafeRawPointer(words).loadUnaligned(as: S.State.self)
        let isOutside = !(allows?(state) ?? true)
        if !isOutside { spec.offer(state, to: recorder!) }
        judge.judge(words, mayStop: isOutside || steps.count > 0, &aspects)
        return isOutside
    }

    private func add(_ action: S.Action, _ successor: S.State) {
        let (number, isNew) = numbers.number(of: action)
        if isNew { labels.append((.init(describing: action, for: spec.replicas), site(of: action))) }
        let place = steps.add(number)
        withUnsafePointer(to: successor) { place.copyMemory(from: $0, byteCount: stateSize) }
    }

    /// The place of the first `take` of the state that offers the action as a step.
    private func site(of action: S.Action) -> SourceSite {
        var site: SourceSite?
        spec.record(state) { if site == nil, $0.successor != nil, $0.action == action { site = $0.site } }
        return site ?? SourceSite(file: "", line: 0)
    }

    override func value(of field: Int, in words: UnsafePointer<UInt64>) -> SpecValue {
        if let reader { return SpecValue(describing: reader.value(of: field, in: words), for: spec.replicas) }
        let children = Mirror(reflecting: UnsafeRawPointer(words).loadUnaligned(as: S.State.self)).children
        let child = children[children.index(children.startIndex, offsetBy: field)]
        return SpecValue(describing: child.value, for: spec.replicas)
    }
}
