/// A trace file that is malformed: what is wrong with it, and where.
public enum TraceFileError: Error, Hashable, Sendable {
    /// Not JSON; line and column (in bytes) count from 1.
    case notJSON(reason: String, line: Int, column: Int)
    /// The file ends in the middle; line and column (in bytes) count from 1.
    case truncated(line: Int, column: Int)
    /// More bytes than are read.
    case tooLarge(limit: Int)
    /// More values than are read.
    case tooManyValues(limit: Int)
    /// More lists and objects inside each other than are read; line and column (in bytes) count from 1.
    case tooDeep(limit: Int, line: Int, column: Int)
    /// An object with the same key twice; line and column (in bytes) count from 1.
    case duplicateKey(String, line: Int, column: Int)
    /// Text in another encoding than UTF-8.
    case otherEncoding(String)
    /// JSON, but not a trace in the Informal Trace Format.
    case notITF(reason: String)
    /// Many values one after the other that are no traces, as a log has them.
    case log(values: Int)
    /// Several traces where one is wanted.
    case severalTraces(count: Int)
    /// A trace in the Informal Trace Format that lacks our own fields at `missing`.
    case otherTool(missing: String)
    /// Our own fields in another version than the one that is read.
    case otherVersion(Int, supported: Int)
    /// Something else at a place than what belongs there.
    case unexpected(path: String, expected: String, found: String)
    /// A run of k steps must have k+1 states.
    case stateCount(states: Int, steps: Int)
}

extension TraceFileError: CustomStringConvertible {
    /// Description of what is wrong and where, without the name of the file.
    public var description: String {
        switch self {
        case .notJSON(let reason, let line, let column):
            "not JSON: \(reason), at line \(line), column \(column)"
        case .truncated(let line, let column):
            "truncated: the file ends in the middle of its JSON, at line \(line), column \(column)"
        case .tooLarge(let limit): "too large: more than \(limit >> 20) MiB"
        case .tooManyValues(let limit): "too large: more than \(limit) JSON values"
        case .tooDeep(let limit, let line, let column):
            "nested too deeply: more than \(limit) levels, at line \(line), column \(column)"
        case .duplicateKey(let key, let line, let column):
            "not sound JSON: the key \(Self.quoted(key)) appears twice in one object, at line \(line), column \(column)"
        case .otherEncoding(let name):
            "in \(name), not in UTF-8: convert it first, as with iconv -f \(name) -t UTF-8"
        case .notITF(let reason): "not an ITF trace: \(reason)"
        case .log(let values):
            "a log, not a trace: \(values) JSON values one after the other (NDJSON), none of which has \"states\";"
                + " a trace says what every variable is in every state, and `quorate validate` reads logs"
        case .severalTraces(let count): "\(count) traces: say which one is meant, 1 to \(count)"
        case .otherTool(let missing):
            "an ITF trace of another tool: \(missing) is missing, which says to which spec, parameters and property"
                + " the trace belongs and which actions it takes"
        case .otherVersion(let version, let supported):
            "written by another version of Quorate: its fields have version \(version), this one reads \(supported)"
        case .unexpected(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
        case .stateCount(let states, let steps):
            "\(states.counted("state")) for \(steps.counted("step")): a run of \(steps.counted("step")) has"
                + " \((steps &+ 1).counted("state"))"
        }
    }

    private static func quoted(_ key: String) -> String { JSONPrinter.quoted(JSONValue.clipped(key)) }
}

/// A trace file that cannot be read or written at all.
public struct TraceInputOutputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// Reason in the system's words.
    public let reason: String

    /// The file at `path` cannot be read or written, for `reason`.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    /// File and reason in one line.
    public var description: String { "\(ForeignText.path(path)): \(reason)" }
}
