/// A mistake in a log, or in what a mapping says of it.
public struct LogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The line, from 1 on; nil where it is the file that is meant.
    public let line: Int?
    /// The column in bytes, from 1 on, where one is known.
    public let column: Int?
    /// Mistake and remedy.
    public let problem: String

    /// The mistake in `line` of the file at `path`.
    public init(path: String, line: Int? = nil, column: Int? = nil, problem: String) {
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// File, line, column and mistake, as compilers print them.
    public var description: String {
        ([ForeignText.path(path)] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
            + ": \(problem)"
    }
}

extension LogError {
    /// A mistake that the reader of JSON has found in one line, which it takes for a file.
    init(_ error: TraceFileError, path: String, line: Int) {
        switch error {
        case .notJSON(let reason, _, let column):
            self.init(path: path, line: line, column: column, problem: "not JSON: \(reason)")
        case .truncated(_, let column):
            self.init(
                path: path, line: line, column: column,
                problem: "the line ends in the middle of its JSON; a log has one object on each line")
        case .tooDeep(let limit, _, let column):
            self.init(
                path: path, line: line, column: column,
                problem: "nested too deeply: more than \(limit) levels")
        case .duplicateKey(let key, _, let column):
            self.init(
                path: path, line: line, column: column,
                problem: "the key \(JSONPrinter.quoted(JSONValue.clipped(key))) appears twice in one object")
        default: self.init(path: path, line: line, problem: error.description)
        }
    }
}
