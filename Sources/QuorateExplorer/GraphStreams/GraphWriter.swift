import QuorateLanguage

/// Tag in front of each record of a stream.
enum GraphRecord {
    static let value = 0
    static let label = 1
    static let judgement = 2
    static let initialState = 3
    static let steps = 4
    /// That of the step with the first label; that with the next label has the next number.
    static let step = 5
}

/// Writer of a graph in its stream form while it is found.
final class GraphWriter: GraphListener {
    private let write: ([UInt8]) throws -> Void
    private var buffer = GraphBytes()
    private var ordinal = 0
    private var stateCount = 0
    private var fieldCount = 0

    init(to write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    func begin(_ heading: StateGraph.Heading) throws {
        try write(GraphFrame.magic + [UInt8(GraphFrame.version)])
        fieldCount = heading.fields.count
        buffer.append(heading.fields) { $0.append($1) }
        buffer.append(heading.actions) { $0.append($1) }
        buffer.append(heading.properties) {
            $0.append($1.name)
            $0.append($1.kind.rawValue)
            $0.append($1.hasPremise ? 1 : 0)
        }
        buffer.append(heading.fairness) { $0.append($1) }
        buffer.append(heading.constraint)
    }

    func add(_ value: SpecValue, toField field: Int) throws {
        buffer.append(GraphRecord.value)
        buffer.append(field)
        buffer.append(value)
        try flush()
    }

    func add(_ action: ErasedSpec.ActionOutline) throws {
        buffer.append(GraphRecord.label)
        buffer.append(action.name)
        buffer.append(action.arguments)
        try flush()
    }

    func add(_ judgement: StateGraph.Judgement) throws {
        buffer.append(GraphRecord.judgement)
        buffer.bytes += judgement.bits
        buffer.append(judgement.isOutside ? 1 : 0)
        try flush()
    }

    func addInitialState(_ state: FoundState) throws {
        buffer.append(GraphRecord.initialState)
        append(state)
        try flush()
    }

    func beginSteps(_ count: Int, judgement: Int) throws {
        buffer.append(GraphRecord.steps)
        buffer.append(count)
        buffer.append(judgement)
        try flush()
    }

    func addStep(_ label: UInt32, to state: FoundState) throws {
        buffer.append(GraphRecord.step + Int(label))
        append(state)
        try flush()
    }

    /// Distance back to the state, or 0 and the fields that are not as in the one before.
    private func append(_ state: FoundState) {
        guard state.isNew else { return buffer.append(stateCount - state.number) }
        stateCount += 1
        buffer.append(0)
        var changed = 0
        for field in 0..<fieldCount where state.former.map({ $0[field] != state.values[field] }) ?? true {
            changed += 1
        }
        buffer.append(changed)
        for field in 0..<fieldCount where state.former.map({ $0[field] != state.values[field] }) ?? true {
            buffer.append(field)
            buffer.append(Int(state.values[field]))
        }
    }

    func end(_ totals: GraphTotals, labelSites: [SourceSite?], propertySites: [SourceSite?]) throws {
        try flush(.behaviour, all: true)
        var files: [String: Int] = [:]
        buffer.append(labelSites + propertySites) { Self.append($1, to: &$0, &files) }
        try flush(.sites, all: true)
        buffer.append(totals)
        try flush(.end, all: true)
    }

    private static func append(_ site: SourceSite?, to buffer: inout GraphBytes, _ files: inout [String: Int])
    {
        guard let site else { return buffer.append(0) }
        let number = files[site.file]
        buffer.append(1 + (number ?? files.count))
        if number == nil {
            files[site.file] = files.count
            buffer.append(site.file)
        }
        buffer.append(site.line)
    }

    /// Writes what is there in pieces, which end at the same bytes whenever this is called.
    private func flush(_ kind: GraphFrame.Kind = .behaviour, all: Bool = false) throws {
        let size = GraphFrame.largestPayload
        guard all || buffer.bytes.count >= size else { return }
        var start = 0
        while buffer.bytes.count - start >= size || (all && start < buffer.bytes.count) {
            let end = min(start + size, buffer.bytes.count)
            try write(
                GraphFrame(kind: kind, payload: Array(buffer.bytes[start..<end])).bytes(ordinal: ordinal))
            ordinal += 1
            start = end
        }
        buffer.bytes.removeFirst(start)
    }
}

extension GraphBytes {
    fileprivate mutating func append(_ totals: GraphTotals) {
        append(totals.states)
        append(totals.steps)
        switch totals.cut {
        case nil: append(0)
        case .states(let limit)?, .storedStates(let limit)?:
            append(1)
            append(limit)
        case .depth(let limit)?:
            append(2)
            append(limit)
        case .seconds(let limit)?:
            append(3)
            bytes.append(littleEndian: limit.bitPattern, count: 8)
        case .memory(let limit)?:
            append(4)
            append(limit)
        case .disk?, .interrupt?, .fault?: append(5)
        }
    }
}
