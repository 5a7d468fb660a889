import QuorateReplicas
import SeededRandom
import Testing

@testable import QuorateNode

/// Frames and packets from bytes that may come in any pieces, and may be anything.
@Suite struct FrameTests {
    private static var clock: StepClock {
        var clock = StepClock()
        for (node, part) in [(0, 1), (2, 1), (0, 2)] { clock.count(node, in: part) }
        return clock
    }

    private static let packets: [Packet] = [
        .hello(node: 3, secret: 1 << 40), .begin(run: 7), .end(run: 7), .crash,
        .peer(run: 1, from: 0, to: 2, [1, 2, 3], clock: clock), .request(run: 2, to: 1, []),
        .answer(run: 3, from: 1, .init(operation: .init(client: 1, number: 2), outcome: .applied(value: 9))),
        .answer(run: 3, from: 1, .init(operation: .init(client: 1, number: 2), outcome: .unequal)),
        .answer(run: 3, from: 1, .init(operation: .init(client: 0, number: 1), outcome: .notLeader(nil))),
        .answer(run: 3, from: 1, .init(operation: .init(client: 0, number: 1), outcome: .notLeader(2))),
        .answer(
            run: 3, from: 1, .init(operation: .init(client: 0, number: 1), outcome: .full, reply: [4, 5])),
    ]

    @Test func piecesOfAnySizeMakeTheSameFrames() throws {
        var random = SplitMix(seed: Seed.announced())
        let bytes = Self.packets.flatMap { FrameBuffer.frame($0.encoded) }
        for _ in 0..<50 {
            var (buffer, rest, found) = (FrameBuffer(), bytes[...], [Packet]())
            while !rest.isEmpty {
                let piece = rest.prefix(random.number(1..<12))
                rest = rest.dropFirst(piece.count)
                buffer.append(piece)
                while let frame = try buffer.next() { found.append(try Packet(decoding: frame)) }
            }
            #expect(found == Self.packets)
        }
    }

    @Test func aFrameThatIsTooLongIsRefused() throws {
        var buffer = FrameBuffer(limit: 10)
        buffer.append([0, 0, 0, 11])
        #expect(throws: FrameBuffer.TooLong(length: 11, limit: 10)) { try buffer.next() }
        var whole = FrameBuffer()
        whole.append([255, 255, 255, 255] + Array(repeating: 0, count: 100))
        #expect(throws: FrameBuffer.TooLong.self) { try whole.next() }
    }

    @Test func aTruncatedPacketIsNone() {
        for packet in Self.packets {
            let bytes = packet.encoded
            for count in 0..<bytes.count {
                #expect(throws: DecodingFailure.self) { try Packet(decoding: Array(bytes.prefix(count))) }
            }
            #expect(throws: DecodingFailure.self) { try Packet(decoding: bytes + [0]) }
        }
    }

    @Test func garbageIsRefusedOrHasOneEncoding() {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<3000 {
            var bytes = random.pick(Self.packets).encoded
            for _ in 0..<random.number(1..<4) {
                bytes[random.number(0..<bytes.count)] = UInt8(random.number(0..<256))
            }
            if let packet = try? Packet(decoding: bytes) { #expect(packet.encoded == bytes) }
        }
    }
}
