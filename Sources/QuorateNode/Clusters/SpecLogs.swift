import Foundation

/// Steps of all nodes in the names of the spec, and the mapping beside them.
///
/// The spec of PBFT has two requests. A place with more is written once for each request: that one is `a` and all others
/// are `b`. What correct replicas do is a run of the spec in each of these, since a correct replica never votes for two
/// requests at one point; whatever treats two requests wrongly as one another is seen where one of them is `a`.
struct SpecLogs {
    private let setup: ClusterSetup
    /// Requests of each run in the order in which they were found.
    private var requests: [Substring: [Substring]] = [:]

    init(_ setup: ClusterSetup) { self.setup = setup }

    /// Mapping that `quorate validate` is given: the lines are in the spec's words, `run` tells runs apart, and clocks
    /// count nothing but lines.
    var mapping: String {
        """
        {
          "version": 1,
          "log": {
            "run": "run", "order": {"clock": "clock", "whole": true},
            "end": {"event": "end", "lines": "lines"},
            "executions": {
              "event": "execute", "run": "execution.in", "position": "execution.position",
              "command": "execution.command", "result": "execution.result", "asked": "ask",
              "evidence": \(evidence)
            }
          }
        }

        """
    }

    /// Lines on which an execution stands: a leader's commitment, or the COMMITs of a quorum without those of replicas that
    /// are Byzantine and say nothing.
    private var evidence: String {
        switch setup.kind {
        case .raft: #"{"event": "commit", "nodes": 1, "reaching": "arguments.length"}"#
        case .pbft:
            #"{"event": "commit", "nodes": \#(setup.correctCommits), "same": "arguments._2", "group": "arguments._1"}"#
        }
    }

    /// Gives the requests of PBFT the spec's names; every line that a node has written stays in its file.
    mutating func write() throws -> SpecRunCounts {
        try FolderFile.write(mapping, to: setup.folder + "/map.json")
        let paths = (0..<setup.replicas).map { setup.folder + "/r\($0).ndjson" }
        let files = try paths.map { path in
            try FolderFile.text(at: path).split(separator: "\n").filter { !ClosingLine.isOne($0) }
        }
        for line in files.joined() { note(line) }
        for (node, lines) in files.enumerated() {
            try ClosingLine.write(lines.flatMap(renamed), of: "r\(node)", to: paths[node])
        }
        return counts(of: files.joined())
    }

    private func counts(of lines: some Sequence<Substring>) -> SpecRunCounts {
        let telling = Set(lines.filter { !$0.contains("\"event\":\"changeView\"") }.map(Self.run))
        var counts = SpecRunCounts()
        for run in Set(lines.map(Self.run)) {
            let count = requests[run]?.count ?? 0
            if count > 2 { counts.split += 1 }
            if telling.contains(run) {
                counts.telling += count > 2 ? count : 1
            } else {
                counts.viewChangesOnly += 1
            }
        }
        return counts
    }

    private static func run(of line: Substring) -> Substring {
        guard let mark = line.range(of: "\"run\":\"") else { return "" }
        return line[mark.upperBound...].prefix { $0 != "\"" }
    }

    private static func request(of line: Substring) -> Substring? {
        line.range(of: "\"#").map { line[$0.upperBound...].prefix { $0 != "\"" } }
    }

    private mutating func note(_ line: Substring) {
        guard let request = Self.request(of: line) else { return }
        let run = Self.run(of: line)
        if requests[run]?.contains(request) != true { requests[run, default: []].append(request) }
    }

    /// The line as it stands in each run of the spec that its run is.
    private func renamed(_ line: Substring) -> [String] {
        let run = Self.run(of: line)
        let found = requests[run] ?? []
        if found.count <= 2 { return [Self.line(line, calling: found.first)] }
        return found.map { first in
            Self.line(line, calling: first).replacing(
                "\"run\":\"\(run)\"", with: "\"run\":\"\(run)/\(first)\"")
        }
    }

    /// The line with `first` as the request `a`, and any other as `b`.
    private static func line(_ line: Substring, calling first: Substring?) -> String {
        guard let request = request(of: line) else { return String(line) }
        return String(line).replacing("\"#\(request)\"", with: request == first ? "\"a\"" : "\"b\"")
    }
}
