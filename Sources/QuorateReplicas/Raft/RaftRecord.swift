/// Record that a Raft replica writes to its durable log (figure 2, "persistent state on all servers").
public enum RaftRecord: CanonicalCodable {
    /// The term and the vote in it, in the place of those before.
    case term(Int, vote: Int?)
    /// The log holds these entries from `firstIndex` on, and nothing behind them.
    case entries(firstIndex: Int, [RaftEntry])

    /// Writes the record.
    public func encode(into writer: inout CanonicalWriter) {
        switch self {
        case .term(let term, nil):
            writer.byte(0)
            writer.integer(term)
        case .term(let term, let vote?):
            writer.byte(1)
            writer.integer(term)
            writer.integer(vote)
        case .entries(let firstIndex, let entries):
            writer.byte(2)
            writer.integer(firstIndex)
            writer.list(entries) { $1.encode(into: &$0) }
        }
    }

    /// Reads a record.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        switch try reader.byte() {
        case 0: self = .term(try reader.term(), vote: nil)
        case 1:
            self = .term(try reader.term(), vote: try reader.integer(atMost: RaftLimits.serverNumber))
        case 2: self = .entries(firstIndex: try reader.index(), try reader.entries())
        case let kind: throw .unknownKind(kind)
        }
    }
}
