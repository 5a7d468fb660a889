import QuorateReplicas
import SeededRandom
import Testing

/// A value of everything that can be written.
private struct Sample: CanonicalCodable {
    var kind: UInt8 = 0
    var number: UInt64 = 0
    var data: [UInt8] = []
    var list: [[UInt8]] = []

    static let limit = 20

    init(_ random: inout SplitMix) {
        kind = UInt8(random.number(0..<256))
        number = random.next() >> UInt64(random.number(0..<64))
        data = Self.data(&random)
        list = (0..<random.number(0..<5)).map { _ in Self.data(&random) }
    }

    private static func data(_ random: inout SplitMix) -> [UInt8] {
        (0..<random.number(0..<limit + 1)).map { _ in UInt8(random.number(0..<256)) }
    }

    func encode(into writer: inout CanonicalWriter) {
        writer.byte(kind)
        writer.integer(number)
        writer.data(data)
        writer.list(list) { $0.data($1) }
    }

    init(from reader: inout CanonicalReader) throws(DecodingFailure) {
        kind = try reader.byte()
        number = try reader.integer()
        data = try reader.data(atMost: Self.limit)
        list = try reader.list(atMost: Self.limit) { (inner) throws(DecodingFailure) in
            try inner.data(atMost: Self.limit)
        }
    }
}

/// Each value has one encoding, and all other bytes are refused.
@Suite struct CanonicalCodingTests {
    /// What is written is eight bytes for a number, the most significant first, and counts in front.
    @Test func aNumberIsEightBytesAndACountStandsInFront() {
        var writer = CanonicalWriter()
        writer.byte(9)
        writer.integer(0x0102_0304_0506_0708 as UInt64)
        writer.integer(Int(3))
        writer.data([5, 6])
        writer.list([[7], []]) { $0.data($1) }
        let numbers: [[UInt8]] = [[9], [1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 0, 0, 3]]
        let data: [[UInt8]] = [[0, 0, 0, 0, 0, 0, 0, 2, 5, 6], [0, 0, 0, 0, 0, 0, 0, 2]]
        let elements: [[UInt8]] = [[0, 0, 0, 0, 0, 0, 0, 1, 7], [0, 0, 0, 0, 0, 0, 0, 0]]
        #expect(writer.bytes == (numbers + data + elements).flatMap { $0 })
    }

    /// What is written is read, every shorter text and every longer one is refused.
    @Test(arguments: Seed.each(1...300))
    func whatIsWrittenIsReadAndNothingShorterOrLonger(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let sample = Sample(&random)
        let bytes = sample.encoded
        #expect(try Sample(decoding: bytes) == sample, "seed \(seed)")
        for count in bytes.indices {
            #expect(throws: DecodingFailure.truncated, "seed \(seed)") {
                try Sample(decoding: Array(bytes.prefix(count)))
            }
        }
        #expect(throws: DecodingFailure.leftOver(2), "seed \(seed)") { try Sample(decoding: bytes + [0, 1]) }
    }

    /// 100,000 random and mutated texts are refused or are the encoding of what they decode to.
    @Test func anyTextIsRefusedOrTheEncodingOfWhatItDecodesTo() {
        var (random, decoded) = (SplitMix(seed: Seed.announced(7)), 0)
        for _ in 0..<100_000 {
            var bytes = Sample(&random).encoded
            for _ in 0..<random.number(0..<4) {
                bytes[random.number(0..<bytes.count)] = UInt8(random.number(0..<256))
            }
            if random.number(0..<10) == 0 {
                bytes = (0..<random.number(0..<60)).map { _ in random.pick([0, 0, 0, 1, 2, 255]) }
            }
            guard let sample = try? Sample(decoding: bytes) else { continue }
            decoded += 1
            #expect(sample.encoded == bytes)
        }
        // Many of either kind, or this would show nothing.
        #expect((10_000..<90_000).contains(decoded))
    }

    /// Counts and numbers above the limit are refused before anything is read.
    @Test(arguments: [21, UInt64.max])
    func whatIsAboveTheLimitIsRefusedBeforeAnythingIsRead(count: UInt64) {
        var writer = CanonicalWriter()
        writer.integer(count)
        let bytes = writer.bytes
        let failure = DecodingFailure.tooLarge(count, limit: 20)
        #expect(throws: failure) {
            var reader = CanonicalReader(bytes)
            _ = try reader.integer(atMost: 20)
        }
        #expect(throws: failure) {
            var reader = CanonicalReader(bytes)
            _ = try reader.data(atMost: 20)
        }
        #expect(throws: failure) {
            var reader = CanonicalReader(bytes)
            _ = try reader.list(atMost: 20) { (inner) throws(DecodingFailure) in try inner.byte() }
        }
    }

    /// The limit itself is allowed, and a count with too little behind it is refused.
    @Test func theLimitItselfIsAllowed() throws {
        var writer = CanonicalWriter()
        writer.integer(Int(20))
        var reader = CanonicalReader(writer.bytes)
        #expect(try reader.integer(atMost: 20) == 20)
        try reader.finish()
        #expect(throws: DecodingFailure.truncated) {
            var reader = CanonicalReader(writer.bytes)
            _ = try reader.data(atMost: 20)
        }
    }

    @Test func failuresSayWhatIsWrong() {
        let failures: [DecodingFailure] = [
            .truncated, .leftOver(3), .tooLarge(5, limit: 4), .unknownKind(9), .notCanonical,
        ]
        #expect(
            failures.map(\.description) == [
                "truncated", "3 bytes too many", "5 is more than 4", "unknown kind 9",
                "not the canonical encoding",
            ])
    }
}
