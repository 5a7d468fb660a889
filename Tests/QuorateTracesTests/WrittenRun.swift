import Foundation
import QuorateLanguage
import QuorateSpecs
import SeededRandom

@testable import QuorateTraces

/// A random run of Raft as three servers would have logged it: a line for each step, with the arguments, and the term and
/// role of the server after it.
struct WrittenRun {
    /// A line before it is text.
    struct Line {
        var node: String
        var event: String
        var arguments: [(label: String, value: SpecValue)]
        var after: [(place: String, value: SpecValue)]
        var clock: [String: Int] = [:]
    }

    /// Raft with room for runs of some thirty steps.
    static let spec = try! catalog.entry("Raft").spec(settings: ["terms": 4, "entries": 2])

    var lines: [Line] = []

    init(upTo limit: Int, _ random: inout SplitMix) {
        var state = Self.spec.initialStates()[0]
        while lines.count < limit {
            let steps = Self.spec.takes(state).filter { $0.successor != nil && $0.successor != state }
            if steps.isEmpty { return }
            let step = random.pick(steps)
            state = step.successor!
            let node = step.action.arguments[0].value.description
            let fields = Self.spec.describe(state)
            lines.append(
                Line(
                    node: node, event: step.action.name,
                    arguments: step.action.arguments.map {
                        ($0.name.hasPrefix(".") ? "_" + $0.name.dropFirst() : $0.name, $0.value)
                    },
                    after: ["term", "role"].map { name in
                        let variable = fields.first { $0.name == name }!.value
                        return ("\(name)[\(node)]", Self.entry(node, of: variable))
                    }))
        }
    }

    private static func entry(_ key: String, of map: SpecValue) -> SpecValue {
        guard case .map(let entries) = map else { return map }
        return entries.first { $0.key.description == key }!.value
    }

    /// Gives each line a vector clock that knows of some of the lines of others before it, perhaps not of all.
    mutating func addClocks(_ random: inout SplitMix) {
        var counts: [String: Int] = [:]
        var known: [String: [String: Int]] = [:]
        for position in lines.indices {
            let node = lines[position].node
            counts[node, default: 0] += 1
            var clock = known[node, default: [:]]
            for (other, count) in counts.sorted(by: { $0.key < $1.key }) where random.number(0..<2) == 0 {
                clock[other] = count
            }
            clock[node] = counts[node]
            known[node] = clock
            lines[position].clock = clock
        }
    }

    /// What the lines are explained as by a mapping, in one file or in one for each node.
    func log(_ mapping: JSONValue, byNode: Bool = false) throws -> ObservedLog {
        let nodes = byNode ? Array(Set(lines.map(\.node))).sorted() : [""]
        let files = nodes.map { node in lines.filter { node.isEmpty || $0.node == node }.map(\.text) }
        return try LogFiles.log(files.map { $0.joined(separator: "\n") }, mapping, of: Self.spec)
    }
}

extension WrittenRun.Line {
    var text: String {
        func object(_ fields: [(String, SpecValue)]) -> JSONValue {
            .object(
                fields.map { name, value in
                    if case .integer(let number) = value { return .init(key: name, value: JSONValue(number)) }
                    return .init(key: name, value: .string("\(value)"))
                })
        }
        let clock = object(clock.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
        return JSONPrinter.line([
            "node": .string(node), "event": .string(event),
            "arguments": object(arguments.map { ($0.label, $0.value) }),
            "after": object(after.map { ($0.place, $0.value) }), "clock": clock,
        ])
    }
}

/// Logs in files that are gone after they were read.
enum LogFiles {
    static func log(_ texts: [String], _ mapping: JSONValue = [:], of spec: ErasedSpec) throws -> ObservedLog
    {
        try log(texts.map { Data($0.utf8) }, mapping, of: spec)
    }

    static func log(_ contents: [Data], _ mapping: JSONValue, of spec: ErasedSpec) throws -> ObservedLog {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for (position, content) in contents.enumerated() {
            let file = folder.appendingPathComponent("\(position).ndjson")
            try content.write(to: file)
            paths.append(file.path)
        }
        var map = RunMap()
        map.log = mapping
        return try ObservedLog(files: paths, map: map, of: spec)
    }
}
