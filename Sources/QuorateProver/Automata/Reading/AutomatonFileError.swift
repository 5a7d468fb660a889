/// Mistake in a file that describes a threshold automaton.
public struct AutomatonFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the file.
    public let file: String
    /// Line, from 1 on.
    public let line: Int
    /// Column, from 1 on.
    public let column: Int
    /// Sentence with what is wrong, and what was expected.
    public let problem: String

    /// `FILE:LINE:COLUMN: problem`, as compilers print it.
    public var description: String { "\(file):\(line):\(column): \(problem)" }
}
