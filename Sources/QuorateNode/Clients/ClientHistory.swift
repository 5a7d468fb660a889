/// History of the clients of a cluster, as `quorate linearizable --as cas-register --keyed` reads it: each run has a
/// register of its own, whose key is the run.
public struct ClientHistory: Sendable {
    private var lines: [String] = []
    private var processCount = 0
    /// Numbers of operations that were applied, whose comparison found another value, that were refused since a log was
    /// full, and of which nothing is known.
    public private(set) var counts = (applied: 0, unequal: 0, refused: 0, unknown: 0)
    /// Number of operations with an answer of the register.
    public var answered: Int { counts.applied + counts.unequal }
    /// Times of those with an answer of the register, in microseconds.
    public private(set) var times: [Int] = []

    /// An empty history.
    public init() {}

    /// Operation that a client has begun.
    struct Pending {
        let process: Int
        let run: Int
        let kind: RegisterOperation.Kind
    }

    /// The number of a client that has not ended an operation with nothing known.
    mutating func newProcess() -> Int {
        processCount += 1
        return processCount
    }

    mutating func begin(_ kind: RegisterOperation.Kind, run: Int, process: Int) -> Pending {
        let pending = Pending(process: process, run: run, kind: kind)
        add("invoke", pending, nil)
        return pending
    }

    mutating func end(_ pending: Pending, _ outcome: Packet.Outcome?, time: Int) {
        switch outcome {
        case .applied(let value):
            counts.applied += 1
            times.append(time)
            add("ok", pending, value)
        case .unequal:
            counts.unequal += 1
            times.append(time)
            add("fail", pending, nil)
        case .full, .notLeader:
            counts.refused += 1
            add("fail", pending, nil)
        case nil:
            counts.unknown += 1
            add("info", pending, nil)
        }
    }

    private mutating func add(_ type: String, _ pending: Pending, _ value: Int?) {
        let (name, argument) =
            switch pending.kind {
            case .read: ("read", value.map(String.init) ?? "null")
            case .write(let value): ("write", "\(value)")
            case .compareAndSet(let old, let new): ("cas", "[\(old), \(new)]")
            }
        lines.append(
            "{\"type\": \"\(type)\", \"process\": \(pending.process), \"f\": \"\(name)\", "
                + "\"value\": [\(pending.run), \(argument)]}")
    }

    /// Writes the history as a JSON list.
    public func write(to path: String) throws {
        try FolderFile.write("[" + lines.joined(separator: ",\n ") + "]\n", to: path)
    }
}
