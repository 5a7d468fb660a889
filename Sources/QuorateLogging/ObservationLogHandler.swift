public import Logging

/// A handler for swift-log that writes what `quorate validate` reads: a JSON object on a line for each step of a replica.
///
/// A message is a step where its metadata say so, by one of the keys ``stepKeys``; all others are somebody else's.
///
/// ```swift
/// LoggingSystem.bootstrap { _ in ObservationLogHandler(node: "r1", in: file) }
/// …
/// log.info("vote", metadata: ["arguments": ["_0": "r1", "for": "r2", "term": .stringConvertible(term)]])
/// ```
public struct ObservationLogHandler: LogHandler {
    /// Keys of metadata of which a step has at least one: the name of the event, its arguments, and parts of the states
    /// before and after it.
    public static let stepKeys: Set<String> = ["event", "arguments", "before", "after"]

    /// Metadata of every message, as in `run`.
    public var metadata: Logger.Metadata = [:]
    /// Source of metadata that depend on the task.
    public var metadataProvider: Logger.MetadataProvider?
    /// Lowest level of which messages are written.
    public var logLevel = Logger.Level.trace

    private let node: String
    private let file: LineFile

    /// The handler of the replica called `node`, whose lines go to `file`.
    public init(node: String, in file: LineFile) {
        self.node = node
        self.file = file
    }

    /// The value of a key of ``metadata``.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes the line of a step: the node, the event and all metadata, those of the message before those of the task
    /// and of the handler.
    public func log(event: LogEvent) {
        var fields = metadata
        for more in [metadataProvider?.get(), event.metadata] {
            fields.merge(more ?? [:]) { _, new in new }
        }
        guard !Self.stepKeys.isDisjoint(with: fields.keys) else { return }
        fields["node"] = fields["node"] ?? .string(node)
        fields["event"] = fields["event"] ?? .string("\(event.message)")
        file.write(JSONText.object(fields))
    }
}
