import Foundation

/// Lines with which a node ends a run, and a file its lines: what is missing at the end of a log shows.
enum ClosingLine {
    private static let mark = "\"event\":\"end\""

    static func isOne(_ line: Substring) -> Bool { line.contains(mark) }

    /// Writes the lines of a node with the one that ends the file.
    static func write(_ lines: [String], of node: String, to path: String) throws(ClusterError) {
        let end = "{\(mark),\"lines\":\(lines.count),\"node\":\"\(node)\"}"
        try FolderFile.write((lines + [end]).map { $0 + "\n" }.joined(), to: path)
    }

    /// Checks that every node has said in each run how many lines it has written, and that they are there.
    static func check(_ setup: ClusterSetup) throws(ClusterError) {
        for node in 0..<setup.replicas {
            let lines = try FolderFile.text(at: setup.folder + "/r\(node).ndjson").split(separator: "\n")
            let runs = Dictionary(grouping: lines, by: run)
            for run in 1...setup.runs {
                if let problem = problem(of: runs["\(run)"] ?? []) {
                    throw ClusterError("node \(node), run \(run): \(problem)", .failure)
                }
            }
        }
    }

    /// Fault of the lines of a run, or nil.
    static func problem(of lines: [Substring]) -> String? {
        guard let end = lines.last, isOne(end) else {
            return "no line ends its steps: some of them may be missing"
        }
        let count = end.range(of: "\"lines\":").flatMap {
            Int(end[$0.upperBound...].prefix(while: \.isNumber))
        }
        if count == lines.count - 1 { return nil }
        return
            "its log has \(lines.count - 1) lines, and \(count.map(String.init) ?? "no number") were written"
    }

    /// Number of the run, in front of what a line says.
    private static func run(of line: Substring) -> Substring {
        line.range(of: "\"said\":\"").map { line[$0.upperBound...].prefix { $0 != " " } } ?? ""
    }
}
