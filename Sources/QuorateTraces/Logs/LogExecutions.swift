/// Executions that a log tells of, held against one another: replicas execute the same commands in the same order.
public struct LogExecutions: Sendable {
    /// Contradiction between executions, or between one and the rest of the log.
    public struct Fault: Hashable, Sendable {
        /// The line that cannot stand beside what is known.
        public let place: ObservedLog.Place
        /// Contradiction in words, without the place.
        public let text: String
        /// The other line, where there is one.
        public let other: ObservedLog.Place?
    }

    /// Number of executions; those that one line tells in several runs of the spec count once.
    public internal(set) var count = 0
    /// Number of positions, and of those at which several nodes executed, so that something was compared.
    public internal(set) var positions = 0, shared = 0
    /// Number of executions that were held against the lines that they need.
    public internal(set) var founded = 0
    /// Number of executions that were held against what was asked for.
    public internal(set) var asked = 0
    /// The contradictions, in the order of their lines.
    public internal(set) var faults: [Fault] = []

    /// True where nothing was compared with anything.
    public var comparesNothing: Bool { shared == 0 && founded == 0 && asked == 0 }
}

/// Execution that a line tells of.
struct LoggedExecution {
    let node: String
    /// Run of the executions, and that of the line.
    let run: String
    let lineRun: String
    let position: Int
    let command: String?
    let result: String?
    /// Value that lines on which it stands have in common with it.
    let common: String?
    let clock: [String: Int]
    let place: ObservedLog.Place
}

/// Lines of a run on which executions may stand, by the value that they have in common, and by number.
struct LoggedEvidence {
    /// A quorum in the making: lines of one group, with the first of each node.
    typealias Firsts = [String: [String: Int]]

    private var firsts: [String: Firsts] = [:]
    /// For each group and node the lines with a number above all before.
    private var rising: [String: [String: [(number: Int, count: Int)]]] = [:]

    /// Adds the line number `count` of a node, the lines of each in their order.
    mutating func add(_ value: String, in group: String, of node: String, count: Int) {
        let first = firsts[value]?[group]?[node] ?? count
        firsts[value, default: [:]][group, default: [:]][node] = first
        guard let number = Int(value), number > rising[group]?[node]?.last?.number ?? .min else { return }
        rising[group, default: [:]][node, default: []].append((number, count))
    }

    /// The largest number of nodes of one group with a line of this value that the clock knows.
    func nodes(with value: String, known clock: [String: Int]) -> Int {
        let counts = (firsts[value] ?? [:]).values.map { nodes in
            nodes.count { $0.value <= clock[$0.key] ?? 0 }
        }
        return counts.max() ?? 0
    }

    /// The same for a number that is at least `position`.
    func nodes(reaching position: Int, known clock: [String: Int]) -> Int {
        let counts = rising.values.map { nodes in
            nodes.count { node, lines in
                let first = lines.partitioningIndex { $0.number >= position }
                return first < lines.count && lines[first].count <= clock[node] ?? 0
            }
        }
        return counts.max() ?? 0
    }
}
