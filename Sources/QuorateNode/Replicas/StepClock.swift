import Logging
import QuorateReplicas

/// Numbers of lines that a node knows of, for each part of a run and each node: a vector clock, which travels with the
/// messages of replicas.
///
/// With it no line counts before one that its node cannot have known of yet.
public struct StepClock: CanonicalCodable {
    private var counts: [Int: [Int: Int]] = [:]

    /// A clock that knows of nothing.
    public init() {}

    mutating func count(_ node: Int, in part: Int) { counts[part, default: [:]][node, default: 0] += 1 }

    /// Takes up what the sender of a message knew.
    mutating func learn(_ other: StepClock) {
        for (part, nodes) in other.counts { counts[part, default: [:]].merge(nodes, uniquingKeysWith: max) }
    }

    /// Takes up what stands in a line.
    mutating func recall(_ line: Substring, part: Int) {
        guard let start = line.range(of: "\"clock\":{") else { return }
        for entry in line[start.upperBound...].prefix(while: { $0 != "}" }).split(separator: ",") {
            let sides = entry.split(separator: ":")
            guard sides.count == 2, let count = Int(sides[1]),
                let node = Int(sides[0].dropFirst(2).dropLast())
            else { continue }
            counts[part, default: [:]][node] = max(counts[part]?[node] ?? 0, count)
        }
    }

    func metadata(in part: Int) -> Logger.MetadataValue {
        let entries = (counts[part] ?? [:]).map { ("r\($0.key)", Logger.MetadataValue.number($0.value)) }
        return .dictionary(Dictionary(uniqueKeysWithValues: entries))
    }

    /// Writes the counts, in order.
    public func encode(into writer: inout CanonicalWriter) {
        writer.list(counts.sorted { $0.key < $1.key }) { writer, part in
            writer.integer(part.key)
            writer.list(part.value.sorted { $0.key < $1.key }) { writer, node in
                writer.integer(node.key)
                writer.integer(node.value)
            }
        }
    }

    /// Reads the counts; an entry that is out of order is refused.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        let parts = try reader.list(atMost: 1 << 13) { reader throws(DecodingFailure) in
            let part = try reader.integer(atMost: 1 << 20)
            let nodes = try reader.list(atMost: 100) { reader throws(DecodingFailure) in
                (try reader.integer(atMost: 1 << 20), try reader.integer(atMost: 1 << 40))
            }
            try Self.checkOrder(nodes.map(\.0))
            return (part, Dictionary(uniqueKeysWithValues: nodes))
        }
        try Self.checkOrder(parts.map(\.0))
        counts = Dictionary(uniqueKeysWithValues: parts)
    }

    private static func checkOrder(_ keys: [Int]) throws(DecodingFailure) {
        if !zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { throw .notCanonical }
    }
}
