/// Record that a ``PBFTReplica`` writes to its durable log before it speaks.
enum PBFTRecord: CanonicalCodable {
    /// Its own VIEW-CHANGE: it takes part in no lower view.
    case viewChange(PBFTSigned<PBFTViewChange>)
    /// The NEW-VIEW with which it entered its view; all its proposals are accepted.
    case newView(PBFTSigned<PBFTNewView>)
    /// A proposal that it has made, or accepted and sent PREPARE for.
    case proposal(PBFTSigned<PBFTPrePrepare>)
    /// It was prepared, and has sent COMMIT.
    case prepared(PBFTCertificate)
    /// It has executed this at the next sequence number; nil for the null request.
    case executed(sequence: Int, PBFTRequest?)
    /// A checkpoint was proven stable, whether or not it has executed up to it.
    case stable([PBFTSigned<PBFTCheckpoint>])
    /// Its state at a stable checkpoint.
    case snapshot(PBFTSnapshot)

    func encode(into writer: inout CanonicalWriter) {
        switch self {
        case .viewChange(let message): Self.write(0, message, into: &writer)
        case .newView(let message): Self.write(1, message, into: &writer)
        case .proposal(let message): Self.write(2, message, into: &writer)
        case .prepared(let certificate): Self.write(3, certificate, into: &writer)
        case .executed(let sequence, let request):
            writer.byte(4)
            writer.integer(sequence)
            writer.optional(request)
        case .stable(let proof):
            writer.byte(5)
            writer.list(proof) { $1.encode(into: &$0) }
        case .snapshot(let snapshot): Self.write(6, snapshot, into: &writer)
        }
    }

    private static func write(
        _ kind: UInt8, _ value: some CanonicalCodable, into writer: inout CanonicalWriter
    ) {
        writer.byte(kind)
        value.encode(into: &writer)
    }

    init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        switch try reader.byte() {
        case 0: self = .viewChange(try .init(from: &reader))
        case 1: self = .newView(try .init(from: &reader))
        case 2: self = .proposal(try .init(from: &reader))
        case 3: self = .prepared(try .init(from: &reader))
        case 4:
            self = .executed(
                sequence: try reader.integer(atMost: PBFTLimits.number), try reader.optional())
        case 5: self = .stable(try reader.signed(PBFTCheckpoint.self, atMost: PBFTLimits.replicas))
        case 6: self = .snapshot(try .init(from: &reader))
        case let kind: throw .unknownKind(kind)
        }
    }
}
