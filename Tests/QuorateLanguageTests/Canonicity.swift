import SeededRandom
import Testing

/// Whether `==`, the bytes and a slow twin agree on which values are equal, over all values that are noted.
///
/// A search compares bytes and a spec compares with `==`, so the two must never differ: whatever way a value has
/// come to its content, equal contents have equal bytes, and unequal ones do not.
struct Canonicity<Subject: Hashable & BitwiseCopyable, Twin: Hashable> {
    private var first: [Twin: (subject: Subject, bytes: [UInt8])] = [:]
    private var twins: [[UInt8]: Twin] = [:]
    private var previous: (subject: Subject, twin: Twin)?
    /// How often a content was noted that some other history had led to before.
    private(set) var repeats = 0

    mutating func note(_ subject: Subject, _ twin: Twin, _ comment: Comment) throws {
        let bytes = bytes(of: subject)
        if let (known, knownBytes) = first[twin] {
            repeats += 1
            try #require(known == subject, comment)
            try #require(known.hashValue == subject.hashValue, comment)
            try #require(knownBytes == bytes, comment)
        } else {
            first[twin] = (subject, bytes)
        }
        try #require(twins.updateValue(twin, forKey: bytes) ?? twin == twin, comment)
        if let previous { try #require((previous.subject == subject) == (previous.twin == twin), comment) }
        previous = (subject, twin)
    }
}

/// The bytes of a value as they are in memory.
func bytes(of value: some BitwiseCopyable) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

/// The seed of every random test here; a failure names the round.
let seed = Seed.announced(20_261_121)
