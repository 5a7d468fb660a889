import CQuorateSearch
import QuorateLanguage

/// One exploration: states are expanded in the order in which they are found, and a listener hears everything.
///
/// One thread: numbers are then the same in every process, which makes equal graphs equal bytes.
final class GraphExploration {
    private let spec: ErasedSpec
    private let limits: Explorer.Limits
    private let listener: any GraphListener
    private let view: GraphView
    private let states: KeyTable
    private let fields: FieldNumbers
    private let judgements: KeyTable
    private let judgementKey: UnsafeMutablePointer<UInt64>
    /// For each state the numbers of its fields' values.
    private let values: NumberRows
    private var labelCount = 0
    private var stepCount = 0
    private let startSeconds = qs_wall_seconds()
    private let memoryLimit: Int

    init(_ spec: ErasedSpec, limits: Explorer.Limits, listener: any GraphListener) throws {
        self.spec = spec
        self.limits = limits
        self.listener = listener
        view = spec.evaluated.makeGraphView()
        states = KeyTable(wordCount: view.wordCount)
        fields = FieldNumbers(view, of: spec)
        values = NumberRows(width: view.fields.names.count)
        let judgementWords = view.aspects.count / 8 + 1
        judgements = KeyTable(wordCount: judgementWords)
        judgementKey = .allocate(capacity: judgementWords)
        judgementKey.initialize(repeating: 0, count: judgementWords)
        memoryLimit = try MemoryBudget(limit: limits.memory).limit
    }

    deinit { judgementKey.deallocate() }

    func run() throws -> GraphTotals {
        try listener.begin(StateGraph.Heading(spec, fields: view.fields.names))
        try addInitialStates()
        let cut = try expandAll()
        let totals = GraphTotals(states: states.count, steps: stepCount, cut: cut)
        try listener.end(
            totals, labelSites: view.labels.map(\.site), propertySites: spec.properties.map(\.site))
        return totals
    }

    private func addInitialStates() throws {
        var former: Int?
        var failure: (any Error)?
        spec.visitInitialStates { words in
            guard failure == nil else { return }
            do {
                let state = try words.withUnsafeBufferPointer {
                    try find($0.baseAddress ?? noWords, former: former)
                }
                try listener.addInitialState(state)
                former = state.number
            } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// The words of a state that has none.
    private var noWords: UnsafePointer<UInt64> { UnsafePointer(judgementKey) }

    /// - Returns: the limit that ended it, or nil.
    private func expandAll() throws -> Report.Limit? {
        var (state, depth, levelEnd) = (0, 0, states.count)
        while state < states.count {
            if state == levelEnd { (depth, levelEnd) = (depth + 1, states.count) }
            if let limit = limit(at: state, depth) { return limit }
            try expand(state)
            state += 1
        }
        return nil
    }

    private func limit(at state: Int, _ depth: Int) -> Report.Limit? {
        if let most = limits.depth, depth >= most { return .depth(most) }
        let most = min(limits.states ?? .max, Int(UInt32.max) - 1 << 24)
        if states.count > most { return .states(most) }
        guard state & 0xfff == 0 else { return nil }
        if let seconds = limits.seconds, qs_wall_seconds() - startSeconds >= seconds {
            return .seconds(seconds)
        }
        if Int(qs_resident_bytes()) > memoryLimit { return .memory(memoryLimit) }
        return Task.isCancelled ? .interrupt : nil
    }

    private func expand(_ state: Int) throws {
        let faults = SpecFault.countOnThisThread
        let words = states[state]
        EvaluatedSpec.look(at: words, count: 1)
        let isOutside = view.expand(words)
        if SpecFault.countOnThisThread != faults { try raise(at: words) }
        while labelCount < view.labels.count {
            try listener.add(view.labels[labelCount].action)
            labelCount += 1
        }
        if state & (state - 1) == 0 { try checkFields(of: state) }
        let count = view.steps.count
        try listener.beginSteps(count, judgement: judge(isOutside: isOutside))
        stepCount += count
        for position in 0..<count {
            let (label, words) = view.steps[position]
            try listener.addStep(label, to: find(words, former: state))
        }
    }

    private func find(_ words: UnsafePointer<UInt64>, former: Int?) throws -> FoundState {
        let (number, isNew) = states.number(of: words)
        let formerValues = former.map { values[$0] }
        if isNew {
            try fields.find(
                states[number], values.append(),
                former: former.map { (states[$0], values[$0]) }
            ) { field, value in try listener.add(value, toField: field) }
        }
        return FoundState(number: number, isNew: isNew, values: values[number], former: formerValues)
    }

    private func judge(isOutside: Bool) throws -> Int {
        let bytes = UnsafeMutableRawPointer(judgementKey)
        for (property, aspects) in view.aspects.enumerated() {
            bytes.storeBytes(of: aspects, toByteOffset: property, as: UInt8.self)
        }
        bytes.storeBytes(of: isOutside ? 1 : 0, toByteOffset: view.aspects.count, as: UInt8.self)
        let (number, isNew) = judgements.number(of: judgementKey)
        if isNew { try listener.add(StateGraph.Judgement(bits: view.aspects, isOutside: isOutside)) }
        return number
    }

    private func raise(at words: UnsafePointer<UInt64>) throws -> Never {
        let state = Array(UnsafeBufferPointer(start: words, count: view.wordCount))
        throw spec.slip(state)
            ?? SpecError(
                spec: spec.name,
                message:
                    "a fault does not show again when its state is looked at again: \(SpecFault.latestText)")
    }

    /// Compares what was read field by field with what the whole state shows, of a few states: a field whose text depends
    /// on another would be told wrong.
    private func checkFields(of state: Int) throws {
        let whole = spec.describe(Array(UnsafeBufferPointer(start: states[state], count: view.wordCount)))
        let single = view.fields.names.indices.map {
            SpecValue.Field(name: view.fields.names[$0], value: view.value(of: $0, in: states[state]))
        }
        guard view.fields.ranges == nil || whole == single else {
            throw InternalError("the fields of a state of \(spec.name) read differently one by one")
        }
    }
}
