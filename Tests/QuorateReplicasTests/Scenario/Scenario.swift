import QuorateReplicas

/// A script of what happens to replicas, with the recorded output below each input.
///
/// Lines that begin with `#` and empty ones are for the reader, lines that begin with a space are output, and every
/// other line is an input. The first input says which replicas there are; see ``ScenarioCluster`` for what they all
/// understand, and ``RaftScenario``, ``PBFTScenario`` and ``BrachaScenario`` for the rest.
struct Scenario {
    /// Why a script cannot be played, and where.
    struct Failure: Error, Hashable, CustomStringConvertible {
        let line: Int
        let reason: String
        var description: String { "line \(line): \(reason)" }
    }

    /// A line that is not output, with its number in the file.
    private struct Line {
        let number: Int
        let text: String
        var isInput: Bool { !text.isEmpty && !text.hasPrefix("#") }
    }

    private let lines: [Line]

    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        self.lines = lines.enumerated().map { Line(number: $0 + 1, text: $1) }
            .filter { !$0.text.hasPrefix(" ") }
    }

    /// The script with what comes out today below each input.
    func played() throws(Failure) -> String {
        var world: (any ScenarioWorld)?
        var text = ""
        for line in lines {
            text += line.text + "\n"
            guard line.isInput else { continue }
            for output in try Self.outputs(of: line, in: &world) { text += "    \(output)\n" }
        }
        return text
    }

    private static func outputs(
        of line: Line, in world: inout (any ScenarioWorld)?
    ) throws(Failure) -> [String] {
        do {
            var words = ScenarioWords(line.text)
            let outputs = try outputs(of: try words.next("an input"), &words, in: &world)
            try words.end()
            return outputs
        } catch let slip as ScenarioSlip {
            throw Failure(line: line.number, reason: slip.reason)
        } catch {
            throw Failure(line: line.number, reason: "\(error)")
        }
    }

    private static func outputs(
        of input: String, _ words: inout ScenarioWords, in world: inout (any ScenarioWorld)?
    ) throws -> [String] {
        switch input {
        case "raft": world = try ScenarioCluster(RaftScenario(&words))
        case "pbft": world = try ScenarioCluster(PBFTScenario(&words))
        case "bracha": world = try ScenarioCluster(BrachaScenario(&words))
        default:
            guard world != nil else {
                throw ScenarioSlip("begin with raft, pbft or bracha, not with \(input)")
            }
            return try world?.take(input, &words) ?? []
        }
        return []
    }
}

extension Scenario {
    /// The first line in which `recorded` is not what came out, or nil.
    static func difference(recorded: String, now: String) -> String? {
        let recorded = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let now = now.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(recorded.count, now.count) {
            let (old, new) = (recorded.dropFirst(line).first, now.dropFirst(line).first)
            if old != new {
                return "line \(line + 1): recorded \"\(old ?? "")\", and now it is \"\(new ?? "")\""
            }
        }
        return nil
    }
}

/// The replicas of a scenario.
protocol ScenarioWorld {
    /// Does what a line says, and tells what comes of it.
    mutating func take(_ input: String, _ words: inout ScenarioWords) throws -> [String]
}

/// Why a line says nothing.
struct ScenarioSlip: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// The words of a line that nobody has read yet.
struct ScenarioWords {
    private var rest: ArraySlice<String>

    init(_ line: String) { rest = line.split(separator: " ").map(String.init)[...] }

    /// The next word, which is `what`.
    mutating func next(_ what: String) throws -> String {
        guard let word = rest.popFirst() else { throw ScenarioSlip("\(what) is missing") }
        return word
    }

    /// The next word if it is this one.
    mutating func skip(_ word: String) -> Bool {
        guard rest.first == word else { return false }
        rest.removeFirst()
        return true
    }

    /// The words in front of the first of `keywords`, or all.
    mutating func words(before keywords: String...) -> [String] {
        let words = rest.prefix { !keywords.contains($0) }
        rest = rest.dropFirst(words.count)
        return Array(words)
    }

    /// The line must end here.
    func end() throws {
        if let word = rest.first { throw ScenarioSlip("\(word) has no meaning here") }
    }
}
