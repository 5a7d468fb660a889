public import QuorateLanguage

/// A log, read and put in order: what was observed of each run.
public struct ObservedLog: Sendable {
    /// Place of a line.
    public struct Place: Hashable, Sendable {
        let file: Int32
        let number: Int32
        /// Position of the file among those that were read.
        public var fileIndex: Int { Int(file) }
        /// The line, from 1 on.
        public var line: Int { Int(number) }
    }

    /// Observations of one run.
    public struct Run: Sendable {
        /// The name that the log has for it, or an empty one where all lines are of one run.
        public let name: String
        /// The observations, in lanes.
        public let observed: ObservedRun
        /// The line of each observation, by lane.
        public let places: [[Place]]
        /// The file or node of each lane.
        public let lanes: [String]
    }

    /// Number of lines that were left out or compared.
    public struct Counts: Hashable, Sendable {
        /// Lines with something on them.
        public internal(set) var lines = 0
        /// Lines that the mapping's `only` leaves out.
        public internal(set) var foreign = 0
        /// Lines of events that say nothing, by name.
        public internal(set) var ignored: [String: Int] = [:]
        /// Lines that are explained by no step, although they might have been one; known once a run was found.
        public internal(set) var resting = 0
        /// Lines that tell of an action.
        public internal(set) var actions = 0
        /// Arguments of actions.
        public internal(set) var arguments = 0
        /// Values in states.
        public internal(set) var values = 0
        /// Number of lines that were compared.
        public internal(set) var compared = 0
    }

    /// The runs, in the order in which they begin.
    public let runs: [Run]
    /// Number of lines by what became of them.
    public let counts: Counts
    /// The executions; nil where the mapping names none.
    public let executions: LogExecutions?
}

extension ObservedLog {
    /// Reads the files at `paths`, which are one log of `spec` together.
    ///
    /// - Throws: ``LogError``, ``RunMapError`` or ``TraceInputOutputError``; also for a log of which nothing is compared.
    public init(files paths: [String], map: RunMap, of spec: ErasedSpec) throws {
        let interpreter = try LogInterpreter(map, for: spec)
        var (builder, counts) = (LogBuilder(order: interpreter.map.order, paths: paths), Counts())
        var missing = interpreter.map.named
        var records = ExecutionRecords()
        for file in paths.indices {
            try Self.read(paths[file], as: file, interpreter, &builder, &counts, &missing, &records)
        }
        guard counts.lines > 0 else {
            throw LogError(path: paths.first ?? "", problem: "the log is empty, so nothing is compared")
        }
        guard counts.compared > 0 else {
            throw LogError(
                path: paths.first ?? "",
                problem: "the mapping leaves all \(counts.lines.counted("line")) out, so nothing is compared")
        }
        if let (key, field) = missing.min(by: { $0.key < $1.key }) {
            throw RunMapError(
                path: "\(JSONPath.root["log"][key])", problem: "no line that is compared has a field \(field)"
            )
        }
        let executions = try interpreter.map.executions.map { try records.outcome(by: $0, paths) }
        self.init(
            runs: try builder.runs(), counts: counts,
            executions: executions)
    }

    private static func read(
        _ path: String, as file: Int, _ interpreter: LogInterpreter, _ builder: inout LogBuilder,
        _ counts: inout Counts, _ missing: inout [String: FieldPath], _ records: inout ExecutionRecords
    ) throws {
        var reader = try LineReader(path: path)
        defer { reader.close() }
        var end = interpreter.map.end.map { LogEnd($0, event: interpreter.map.event) }
        while let bytes = try reader.next() {
            let number = reader.line
            guard let json = try value(bytes, at: path, number) else { continue }
            guard let place = Int32(exactly: number).map({ Place(file: Int32(file), number: $0) }) else {
                throw LogError(path: path, line: number, problem: "more lines than are read")
            }
            counts.lines += 1
            do throws(LineProblem) {
                if try end?.isEnd(json) == true { continue }
                if try interpreter.takesExecution(json, at: place, &records, &builder) { continue }
                switch try interpreter.meaning(of: json) {
                case .omitted(.foreign): counts.foreign += 1
                case .omitted(.ignored(let event)):
                    counts.ignored[event, default: 0] += 1
                    if let node = interpreter.node(of: json) { builder.note(node) }
                case .line(let line):
                    try interpreter.keepEvidence(json, of: line, &records)
                    counts.add(line.observation)
                    if !missing.isEmpty { missing = missing.filter { $0.value.value(in: json) == nil } }
                    try builder.add(line, at: place)
                }
            } catch { throw LogError(path: path, line: number, problem: error.text) }
        }
        if let problem = end?.problemOfFile { throw LogError(path: path, problem: problem) }
    }

    /// The value on a line, or nil for a line of nothing but space.
    private static func value(_ bytes: [UInt8], at path: String, _ line: Int) throws(LogError) -> JSONValue? {
        do throws(TraceFileError) {
            var parser = try JSONParser(bytes: bytes)
            parser.skipSpace()
            if parser.position == bytes.count { return nil }
            let value = try parser.value()
            parser.skipSpace()
            guard parser.position == bytes.count else {
                throw parser.malformed("more text behind the object; a log has one on each line")
            }
            return value
        } catch { throw LogError(error, path: path, line: line) }
    }
}

extension ObservedLog.Counts {
    /// Takes the actions and arguments of lines that no step explains out of those that were compared.
    package mutating func leaveOut(_ resting: [Observation]) {
        for observation in resting {
            self.resting += 1
            guard let told = observation.actions else { continue }
            actions -= 1
            arguments -= told.first?.arguments?.count ?? 0
        }
    }

    fileprivate mutating func add(_ observation: Observation) {
        compared += 1
        if let actions = observation.actions {
            self.actions += 1
            arguments += actions.first?.arguments?.count ?? 0
        }
        values += observation.before.count + observation.after.count
    }
}
