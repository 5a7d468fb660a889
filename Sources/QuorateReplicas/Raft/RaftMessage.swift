/// Message between Raft servers (figure 2), over a channel that says who the sender is.
public enum RaftMessage: CanonicalCodable {
    /// A candidate asks for a vote in `term`; its log ends with the entry `lastIndex` of `lastTerm`.
    ///
    /// A pre-vote (thesis 2014, section 9.6) names the term in which its sender would stand.
    case requestVote(term: Int, lastIndex: Int, lastTerm: Int, isPreVote: Bool)
    /// The answer. `term` is that of the voter; a pre-vote that is granted repeats the term of the request.
    case voteResponse(term: Int, granted: Bool, isPreVote: Bool)
    /// The leader of `term` sends the entries behind the entry `previousIndex` of `previousTerm`, and how far it
    /// has committed; without entries, a heartbeat.
    case appendEntries(
        term: Int, previousIndex: Int, previousTerm: Int, entries: [RaftEntry], commitIndex: Int)
    /// The answer. `index` is up to where the log is now the leader's, or, without success, the greatest index
    /// at which the logs might agree.
    case appendResponse(term: Int, success: Bool, index: Int)

    /// Writes the message.
    public func encode(into writer: inout CanonicalWriter) {
        switch self {
        case .requestVote(let term, let lastIndex, let lastTerm, let isPreVote):
            writer.byte(0)
            for number in [term, lastIndex, lastTerm] { writer.integer(number) }
            writer.flag(isPreVote)
        case .voteResponse(let term, let granted, let isPreVote):
            writer.byte(1)
            writer.integer(term)
            writer.flag(granted)
            writer.flag(isPreVote)
        case .appendEntries(let term, let previousIndex, let previousTerm, let entries, let commitIndex):
            writer.byte(2)
            for number in [term, previousIndex, previousTerm, commitIndex] { writer.integer(number) }
            writer.list(entries) { $1.encode(into: &$0) }
        case .appendResponse(let term, let success, let index):
            writer.byte(3)
            writer.integer(term)
            writer.flag(success)
            writer.integer(index)
        }
    }

    /// Reads a message.
    public init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        switch try reader.byte() {
        case 0: self = try .requestVote(from: &reader)
        case 1:
            self = .voteResponse(
                term: try reader.term(), granted: try reader.flag(), isPreVote: try reader.flag())
        case 2: self = try .appendEntries(from: &reader)
        case 3:
            self = .appendResponse(
                term: try reader.term(), success: try reader.flag(), index: try reader.index())
        case let kind: throw .unknownKind(kind)
        }
    }

    private static func requestVote(from reader: inout CanonicalReader) throws(DecodingFailure) -> Self {
        .requestVote(
            term: try reader.term(), lastIndex: try reader.index(), lastTerm: try reader.term(),
            isPreVote: try reader.flag())
    }

    private static func appendEntries(from reader: inout CanonicalReader) throws(DecodingFailure) -> Self {
        let term = try reader.term()
        let previousIndex = try reader.index()
        let previousTerm = try reader.term()
        let commitIndex = try reader.index()
        let entries = try reader.entries()
        return .appendEntries(
            term: term, previousIndex: previousIndex, previousTerm: previousTerm, entries: entries,
            commitIndex: commitIndex)
    }
}

extension CanonicalWriter {
    fileprivate mutating func flag(_ value: Bool) { byte(value ? 1 : 0) }
}

extension CanonicalReader {
    fileprivate mutating func flag() throws(DecodingFailure) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw .notCanonical
        }
    }

    mutating func term() throws(DecodingFailure) -> Int { try integer(atMost: RaftLimits.term) }

    mutating func index() throws(DecodingFailure) -> Int { try integer(atMost: RaftLimits.index) }

    mutating func entries() throws(DecodingFailure) -> [RaftEntry] {
        try list(atMost: RaftLimits.entriesPerMessage) { reader throws(DecodingFailure) in
            try RaftEntry(from: &reader)
        }
    }
}
