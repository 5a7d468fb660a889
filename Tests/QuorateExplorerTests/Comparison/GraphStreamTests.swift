@testable import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing
@testable import Toys

/// Graphs in their stream form: what is read back is what was found, and damage is named.
@Suite struct GraphStreamTests {
    static let seed = Seed.announced(20_261_130)

    private static func bytes(_ spec: ErasedSpec, _ limits: Explorer.Limits = Explorer.Limits()) throws
        -> [UInt8]
    {
        var bytes: [UInt8] = []
        _ = try GraphExplorer(spec, limits: limits).stream { bytes += $0 }
        return bytes
    }

    /// A source that gives the bytes in pieces of a size.
    private static func source(_ bytes: [UInt8], pieces: Int = 1000) -> GraphByteSource {
        var rest = bytes[...]
        return GraphByteSource {
            defer { rest = rest.dropFirst(pieces) }
            return Array(rest.prefix(pieces))
        }
    }

    private static func drawn(_ seed: UInt64) -> ErasedSpec {
        var random = SplitMix(seed: seed)
        let look = random.pick(Look.allCases)
        return look.spec(Drawing(hides: look.hides, using: &random), renamesActions: false)
    }

    private func expectSame(_ one: StateGraph, _ other: StateGraph) {
        #expect(one.heading == other.heading && one.values == other.values && one.labels == other.labels)
        #expect(one.initialStates == other.initialStates && one.stateValues == other.stateValues)
        #expect(one.stepStarts == other.stepStarts && one.stepLabels == other.stepLabels)
        #expect(one.stepTargets == other.stepTargets && one.stateJudgements == other.stateJudgements)
        #expect(
            one.judgements == other.judgements && one.cut == other.cut && one.stateCount == other.stateCount)
        #expect(one.propertySites == other.propertySites)
    }

    @Test(arguments: [1, 7, 100_000]) func whatIsReadIsWhatWasFound(pieces: Int) throws {
        for round in 0..<40 {
            let spec = Self.drawn(Self.seed &+ UInt64(round))
            let limits = Explorer.Limits(states: round % 4 == 0 ? 3 : nil)
            let found = try GraphExplorer(spec, limits: limits).graph()
            let bytes = try Self.bytes(spec, limits)
            #expect(try Self.bytes(spec, limits) == bytes)
            // Two graphs and something else, one behind the other.
            let source = Self.source(bytes + bytes + [1, 2, 3], pieces: pieces)
            expectSame(try StateGraph(reading: source, instance: spec.instance), found)
            #expect(try source.skipGraph() == found.totals)
            #expect(try source.read(3) == [1, 2, 3] && source.offset == 2 * bytes.count + 3)
        }
    }

    /// A graph of several pieces, which are compared one by one.
    @Test func largeGraphsComeInPieces() throws {
        let spec = ErasedSpec(Grid(bound: 200))
        let bytes = try Self.bytes(spec)
        #expect(bytes.count > 3 * GraphFrame.largestPayload)
        let (one, other) = (Self.source(bytes, pieces: 65_536), Self.source(bytes, pieces: 999))
        let comparison = try GraphComparison.reading(
            base: (one, spec.instance), head: (other, spec.instance))
        let graph = try GraphExplorer(spec).graph()
        #expect(comparison.behaviour == .same && comparison.head == graph.totals)
        #expect(one.offset == bytes.count && other.offset == bytes.count)
        expectSame(try StateGraph(reading: Self.source(bytes), instance: spec.instance), graph)
    }

    @Test func everyCutIsNoticed() throws {
        let spec = Self.drawn(Self.seed)
        let bytes = try Self.bytes(spec)
        for length in 0..<bytes.count {
            let error = #expect(throws: GraphStreamError.self) {
                try StateGraph(reading: Self.source(Array(bytes.prefix(length))), instance: spec.instance)
            }
            #expect(error?.kind == .truncated)
        }
    }

    @Test func everyChangedByteIsNoticed() throws {
        let spec = Self.drawn(Self.seed &+ 3)
        let bytes = try Self.bytes(spec)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1 << UInt8(place % 8)
            #expect(throws: GraphStreamError.self) {
                try StateGraph(reading: Self.source(damaged), instance: spec.instance)
            }
        }
    }

    /// Damage that the checksums do not show, since they were made after it, gives a graph or an error, and no trap.
    @Test func damageBehindTheChecksumsNeverTraps() throws {
        var random = SplitMix(seed: Self.seed)
        var kinds: Set<String> = []
        for round in 0..<3000 {
            let spec = Self.drawn(Self.seed &+ UInt64(round % 20))
            var frames = try Self.frames(Self.bytes(spec))
            let frame = random.number(0..<frames.count)
            let place = random.number(0..<frames[frame].payload.count)
            switch random.number(0..<3) {
            case 0: frames[frame].payload[place] = random.pick([0, 1, 2, 0x7f, 0x80, 0xff])
            case 1: frames[frame].payload.remove(at: place)
            default: frames[frame].payload.insert(random.pick([0, 1, 5, 0xff]), at: place)
            }
            do {
                _ = try StateGraph(reading: Self.source(Self.bytes(frames)), instance: spec.instance)
                kinds.insert("read")
            } catch let error as GraphStreamError { kinds.insert("\("\(error.kind)".prefix { $0 != "(" })") }
        }
        #expect(kinds.isSuperset(of: ["read", "corrupt"]), "\(kinds)")
    }

    private static func frames(_ bytes: [UInt8]) throws -> [GraphFrame] {
        let frames = try GraphFrames(source(bytes))
        var all = [try frames.next()]
        while all.last!.kind != .end { all.append(try frames.next()) }
        return all
    }

    private static func bytes(_ frames: [GraphFrame]) -> [UInt8] {
        frames.enumerated().reduce(GraphFrame.magic + [1]) { $0 + $1.element.bytes(ordinal: $1.offset) }
    }

    @Test func errorsSayWhatToDo() throws {
        let bytes = try Self.bytes(Self.drawn(Self.seed))
        func text(_ bytes: [UInt8]) -> String {
            do {
                _ = try StateGraph(reading: Self.source(bytes), instance: Instance(spec: "Any"))
                return "read"
            } catch { return "\(error)" }
        }
        #expect(text([]) == "the state graph stops in the middle, at byte 0; its program ended too early")
        #expect(
            text(Array("Building for production".utf8))
                == "byte 0 is not the beginning of a state graph; the program must write nothing else to the stream"
        )
        #expect(
            text(GraphFrame.magic + [9] + bytes.dropFirst(7))
                == "the state graph at byte 0 has version 9 of the form, and this program reads 1; use programs that write"
                + " the same version on both sides")
        #expect(
            text(GraphFrame.magic + [1, 1, 0xff, 0xff, 0xff, 0])
                == "the state graph has a piece of 16777215 bytes at byte 7, more than the 65536 that are read; explore"
                + " less of it")
        #expect(
            text(bytes.dropLast() + [bytes.last! ^ 1]).contains("a checksum does not fit; write it again"))
        #expect(text(GraphFrame.magic + [1, 77, 0, 0, 0, 0]).contains("no piece has kind 77"))
    }

    @Test func anErrorSaysWhoseStreamItIs() throws {
        let spec = Self.drawn(Self.seed)
        let bytes = try Self.bytes(spec)
        for isHead in [false, true] {
            let error = #expect(throws: GraphComparison.SideError.self) {
                try GraphComparison.reading(
                    base: (Self.source(isHead ? bytes : bytes.dropLast(20)), spec.instance),
                    head: (Self.source(isHead ? bytes.dropLast(20) : bytes), spec.instance))
            }
            #expect(
                error?.isHead == isHead
                    && "\(error!)".hasPrefix(isHead ? "the head: the state" : "the base: the state"))
        }
    }

    /// Values of every kind come back.
    @Test func everyValueComesBack() throws {
        let value = SpecValue.list([
            .boolean(true), .boolean(false), .integer(.min), .integer(.max),
            .largeInteger("18446744073709551615"),
            .string("é\u{0}"), .set([]), .map([.init(key: .integer(1), value: .list([]))]),
            .record([.init(name: "a", value: .variant("b", .integer(0)))]),
        ])
        var bytes = GraphBytes()
        bytes.append(value)
        var cursor = try GraphCursor([GraphFrame(kind: .behaviour, payload: bytes.bytes)])
        #expect(try cursor.value() == value)
        let deep = (0..<70).reduce(SpecValue.integer(0)) { value, _ in .list([value]) }
        bytes = GraphBytes()
        bytes.append(deep)
        cursor = try GraphCursor([GraphFrame(kind: .behaviour, payload: bytes.bytes)])
        let error = #expect(throws: GraphStreamError.self) { try cursor.value() }
        #expect(error?.kind == .tooLarge("a value of more levels", limit: 64))
    }
}
