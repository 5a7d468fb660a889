public import Foundation

/// A mapping file: what a run from elsewhere calls otherwise than the spec, and where it has what.
public struct RunMap: Hashable, Sendable {
    /// Places of what a file of another tool has in variables of its own.
    public struct Places: Hashable, Sendable {
        /// Place of the action's name, as in `lastAction.name`, or nil where the tool's usual one is.
        public var action: StatePlace?
        /// Place of the record with the arguments.
        public var picks: StatePlace?
        /// Place of the record whose fields are the variables.
        public var state: StatePlace?

        /// The usual places.
        public init() {}

        /// The variables of the file in which something is.
        package var variables: Set<String> { Set([action, picks, state].compactMap { $0?.variable }) }
    }

    /// The spec's name for each action of the file.
    public var actions: [String: String] = [:]
    /// The spec's variable, or part of one, for each variable of the file.
    public var variables: [String: StatePlace] = [:]
    /// The spec's replica for each name of one in the file.
    public var replicas: [String: String] = [:]
    /// The spec's value for each of the file.
    public var values: [String: String] = [:]
    /// Permission for steps that were not observed; nil where the file says nothing of it.
    public var silent: SilentSteps?
    /// Places of what the file has in variables of its own.
    public var places = Places()
    /// Part of the file about logs, for whoever reads them.
    package var log: JSONValue?

    /// The most silent steps in a row that may be asked for.
    package static let mostSilent = 64

    /// A map that calls nothing otherwise.
    public init() {}

    /// The map in a file.
    ///
    /// - Throws: ``RunMapError``, whatever `data` is.
    public init(parsing data: Data) throws(RunMapError) { self = try RunMapReader.map(in: data) }
}

/// A mistake in a mapping file.
public struct RunMapError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Place in the file, as in `$.silent.most`.
    public let path: String
    /// Mistake and remedy.
    public let problem: String

    /// The mistake at `path`.
    public init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    /// Place and mistake, in one line of printable characters.
    public var description: String { TextColumns.printable("\(path): \(problem)") }
}
