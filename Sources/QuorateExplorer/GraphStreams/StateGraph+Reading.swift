import QuorateLanguage

extension StateGraph {
    /// The graph that comes next in `source`, which is one of `instance`.
    ///
    /// - Throws: ``GraphStreamError``, and what the source throws.
    package init(reading source: GraphByteSource, instance: Instance) throws {
        let frames = try GraphFrames(source)
        self = try Self.decoded(GraphCursor([], next: frames.next), of: instance)
    }

    /// The graph that begins at a place in the pieces of one.
    static func decoded(_ cursor: GraphCursor, of instance: Instance) throws -> StateGraph {
        var decoder = try GraphDecoder(cursor, instance: instance)
        return try decoder.finish()
    }
}

/// Decoder of a graph's pieces: whatever the bytes are, they give a graph without contradictions or an error.
struct GraphDecoder {
    private var cursor: GraphCursor
    private var graph: StateGraph
    /// Steps out of the latest state that have not come yet.
    private var stepsToCome = 0

    init(_ cursor: GraphCursor, instance: Instance) throws {
        var cursor = cursor
        graph = StateGraph(of: instance, heading: try StateGraph.Heading(reading: &cursor))
        self.cursor = cursor
    }

    /// The graph, once.
    mutating func finish() throws -> StateGraph {
        while try cursor.kind() == .behaviour { try record() }
        guard stepsToCome == 0 else { throw cursor.corrupt("\(stepsToCome) steps of a state are missing") }
        if try cursor.kind() == .sites { try sites() }
        guard try cursor.kind() == .end else {
            throw cursor.corrupt("behaviour behind the places in the source")
        }
        let totals = try cursor.totals()
        graph.cut = totals.cut
        guard totals == graph.totals, graph.cut != nil || graph.expandedCount == graph.stateCount else {
            throw cursor.corrupt("the end tells of another size than what was read")
        }
        return graph
    }

    private mutating func record() throws {
        switch try cursor.number() {
        case GraphRecord.value:
            let field = try cursor.number(below: graph.heading.fields.count, "field")
            graph.values[field].append(try cursor.value())
        case GraphRecord.label:
            graph.labels.append(
                .init(action: .init(name: try cursor.text(), arguments: try cursor.fields())))
        case GraphRecord.judgement:
            let bits = try cursor.bytes(graph.heading.properties.count)
            graph.judgements.append(.init(bits: bits, isOutside: try cursor.flag()))
        case GraphRecord.initialState: try initialState()
        case GraphRecord.steps: try steps()
        case let step: try self.step(step - GraphRecord.step)
        }
    }

    private mutating func initialState() throws {
        guard graph.expandedCount == 0 else { throw cursor.corrupt("an initial state behind steps") }
        graph.initialStates.append(try state(former: graph.initialStates.last))
    }

    private mutating func steps() throws {
        guard stepsToCome == 0, graph.expandedCount < graph.stateCount else {
            throw cursor.corrupt("steps out of no state")
        }
        stepsToCome = try cursor.number()
        graph.stateJudgements.append(UInt32(try cursor.number(below: graph.judgements.count, "judgement")))
        graph.stepStarts.append(graph.stepTargets.count)
    }

    private mutating func step(_ label: Int) throws {
        guard label < graph.labels.count else {
            throw cursor.corrupt("action \(label) of \(graph.labels.count)")
        }
        guard stepsToCome > 0 else { throw cursor.corrupt("a step out of no state") }
        stepsToCome -= 1
        graph.stepTargets.append(UInt32(try state(former: graph.expandedCount - 1)))
        graph.stepLabels.append(UInt32(label))
        graph.stepStarts[graph.expandedCount] += 1
    }

    /// A state: how far it lies back, or 0 and the fields that are not as in the former one.
    private mutating func state(former: Int?) throws -> Int {
        let distance = try cursor.number(below: graph.stateCount + 1, "state")
        guard distance == 0 else { return graph.stateCount - distance }
        guard graph.stateCount < Int(UInt32.max) - 1 else {
            throw GraphStreamError(
                kind: .tooLarge("one more state", limit: graph.stateCount), offset: cursor.offset)
        }
        let width = graph.heading.fields.count
        let start = graph.stateValues.count
        if let former {
            for field in 0..<width { graph.stateValues.append(graph.stateValues[former * width + field]) }
        } else {
            graph.stateValues.append(contentsOf: repeatElement(.max, count: width))
        }
        for _ in 0..<(try cursor.number(below: width + 1, "number of fields")) {
            let field = try cursor.number(below: width, "field")
            graph.stateValues[start + field] = UInt32(
                try cursor.number(below: graph.values[field].count, "value"))
        }
        if former == nil, graph.stateValues[start...].contains(.max) {
            throw cursor.corrupt("a state without a field")
        }
        graph.stateCount += 1
        return graph.stateCount - 1
    }

    private mutating func sites() throws {
        var files: [String] = []
        let sites = try cursor.list { cursor -> SourceSite? in
            let file = try cursor.number(below: files.count + 2, "file")
            if file == 0 { return nil }
            if file > files.count { files.append(try cursor.text()) }
            return SourceSite(file: files[file - 1], line: try cursor.number())
        }
        guard sites.count == graph.labels.count + graph.heading.properties.count else {
            throw cursor.corrupt("\(sites.count) places in the source")
        }
        for label in graph.labels.indices { graph.labels[label].site = sites[label] }
        graph.propertySites = Array(sites[graph.labels.count...])
    }
}

extension StateGraph.Heading {
    init(reading cursor: inout GraphCursor) throws {
        guard try cursor.kind() == .behaviour else { throw cursor.corrupt("no names") }
        fields = try cursor.list { try $0.text() }
        actions = try cursor.list { try $0.text() }
        properties = try cursor.list { cursor in
            let (name, kind) = (try cursor.text(), try cursor.text())
            guard let kind = PropertyKind(rawValue: kind) else {
                throw cursor.corrupt("a property of the unknown kind \"\(kind)\"")
            }
            return StateGraph.Property(name: name, kind: kind, hasPremise: try cursor.flag())
        }
        fairness = try cursor.list { try $0.text() }
        constraint = try cursor.flag() ? try cursor.text() : nil
    }
}
