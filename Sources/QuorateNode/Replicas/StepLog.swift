import Foundation
import Logging
import QuorateLogging

/// File in which a node says its steps, in the spec's words, for `quorate validate`.
///
/// A line is written when what it tells is durable, and before any other node can know it. Each line has a name in
/// `said`, so that a node that begins again knows what it has said in this run.
struct StepLog {
    private let logger: Logger?
    private let file: LineFile?
    private let node: Int
    private let run: Int
    /// Role in the line that was written last, where lines have roles.
    private(set) var lastRole: String?
    private var known: Set<String> = []
    /// Executions told in an earlier life, which this one may make again, each once.
    private var earlier: Set<String> = []
    /// Number of lines of this run.
    private var lineCount = 0
    /// Lines of all nodes that this one knows of.
    var clock = StepClock()

    /// The log of `node` in the file at `path`, or nowhere without a path.
    init(node: Int, run: Int, path: String?) throws {
        (self.node, self.run) = (node, run)
        guard let path else {
            (logger, file) = (nil, nil)
            return
        }
        let lines = Self.lines(in: path, run: run)
        let file = try LineFile(path: path)
        self.file = file
        let handler = ObservationLogHandler(node: "r\(node)", in: file)
        logger = Logger(label: "node") { _ in handler }
        for line in lines { recall(line) }
    }

    private mutating func remember(_ said: String) {
        let parts = said.split(separator: ";")
        if let name = parts.first { known.insert(String(name)) }
        if parts.count > 1 { lastRole = String(parts[1]) }
    }

    /// Lines of the run that the file has.
    private static func lines(in path: String, run: Int) -> [Substring] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let mark = "\"said\":\"\(run) "
        return String(decoding: data, as: UTF8.self).split(separator: "\n").filter { $0.contains(mark) }
    }

    /// Takes up what a line of an earlier life says: its name, and what was known then.
    private mutating func recall(_ line: Substring) {
        guard let said = Self.text(of: "said", in: line) else { return }
        lineCount += 1
        let name = said.split(separator: " ", maxSplits: 1).dropFirst().joined()
        if name.hasPrefix("execute ") { earlier.insert(name) } else { remember(name) }
        let place = Self.text(of: "run", in: line)?.split(separator: "/")
        clock.recall(line, part: place.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0)
    }

    private static func text(of field: String, in line: Substring) -> Substring? {
        line.range(of: "\"\(field)\":\"").map { line[$0.upperBound...].prefix { $0 != "\"" } }
    }

    /// Refuses to go on when a line could not be written: without it the steps may be those of no run, or look like
    /// those of a better one.
    func checkLines() throws {
        if let count = file?.lostLineCount, count > 0 {
            throw ClusterError(
                "\(count) lines of the log of steps could not be written: make room on the disk",
                .inputOutput)
        }
    }

    /// Returns true if such a line was written in this run.
    func hasSaid(_ name: String) -> Bool { known.contains(name) }

    /// Writes the line of a step.
    mutating func say(
        _ name: String, action: String, arguments: [String: Logger.MetadataValue],
        after: [String: Logger.MetadataValue] = [:], role: String? = nil, part: Int? = nil
    ) {
        let said = name + (role.map { ";" + $0 } ?? "")
        remember(said)
        let place = part.map { "\(run)/\($0)" } ?? "\(run)"
        clock.count(node, in: part ?? 0)
        var metadata: Logger.Metadata = [
            "event": .string(action), "arguments": .dictionary(arguments), "run": .string(place),
            "said": .string("\(run) \(said)"), "clock": clock.metadata(in: part ?? 0),
        ]
        if !after.isEmpty { metadata["after"] = .dictionary(after) }
        write(metadata)
    }

    private mutating func write(_ metadata: Logger.Metadata) {
        lineCount += 1
        logger?.info("step", metadata: metadata)
    }

    /// Writes the line of an execution, unless an earlier life has told this very one: a server that begins again applies
    /// its log from the first entry on. What one life executes twice has two lines. No clock counts it, since it is no step.
    mutating func sayExecution(_ execution: StepExecution) {
        let name = "execute \(execution.position) \(execution.command ?? "")"
        guard logger != nil, earlier.remove(name) == nil else { return }
        let part = execution.part
        var told: [String: Logger.MetadataValue] = [
            "in": .string("\(run)"), "position": .number(execution.position),
        ]
        if let command = execution.command { told["command"] = .string(command) }
        if let result = execution.result { told["result"] = .string(result) }
        var metadata: Logger.Metadata = [
            "event": "execute", "execution": .dictionary(told), "said": .string("\(run) \(name)"),
            "run": .string(part.map { "\(run)/\($0)" } ?? "\(run)"), "clock": clock.metadata(in: part ?? 0),
        ]
        if let value = execution.value { metadata["arguments"] = .dictionary(["_2": .string("#" + value)]) }
        write(metadata)
    }

    /// Writes the line with which the run ends here: it counts the others, so that none can be missing.
    mutating func close() {
        if hasSaid("end") { return }
        remember("end")
        logger?.info(
            "end",
            metadata: [
                "event": "end", "run": .string("\(run)"), "said": .string("\(run) end"),
                "lines": .number(lineCount),
            ])
    }
}

extension Logger.MetadataValue {
    /// The number, as one.
    static func number(_ value: Int) -> Self { .stringConvertible(value) }
    /// The spec's name of a replica.
    static func replica(_ number: Int) -> Self { .string("r\(number)") }
}
