import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// How values are read: the structure that trace files keep, and the line that people see.
@Suite struct SpecValueTests {
    @Test func plainValuesAreDescribed() {
        expect(true, .boolean(true), "true")
        expect(-7, .integer(-7), "-7")
        expect(UInt8(200), .integer(200), "200")
        expect(Int64.min, .integer(.min), "-9223372036854775808")
        expect(UInt64(Int.max), .integer(.max), "9223372036854775807")
        expect(UInt64.max, .largeInteger("18446744073709551615"), "18446744073709551615")
        expect(Int128.min, .largeInteger("\(Int128.min)"), "\(Int128.min)")
        expect(ReplicaID(3), .string("r3"), "r3")
        expect(Phase.prepared, .string("prepared"), "prepared")
        expect(Lonely.only, .string("only"), "only")
    }

    /// An argument may be longer than the call stack; a trace file of it must be one that is read again.
    @Test func deepValuesAreDescribed() {
        let chain = (0..<3_000).reduce(Chain.end) { rest, _ in .link(rest) }
        let shown = "\(SpecValue(describing: chain, for: []))"
        #expect(shown == String(repeating: "link(", count: 41) + "..." + String(repeating: ")", count: 41))
        let short = (0..<39).reduce(Chain.end) { rest, _ in .link(rest) }
        #expect(
            "\(SpecValue(describing: short, for: []))"
                == String(repeating: "link(", count: 39) + "end" + String(repeating: ")", count: 39))
    }

    private indirect enum Chain {
        case end
        case link(Chain)
    }

    @Test func optionalsAreDescribed() {
        expect(ReplicaID?.none, .string("none"), "none")
        expect(ReplicaID?.some(2), .string("r2"), "r2")
        expect(Int?.some(5), .integer(5), "5")
        expect(Phase?.some(.working), .string("working"), "working")
        expect(Packed(wrappedValue: Bool?.none), .string("none"), "none")
        expect(Packed(wrappedValue: Bool?.some(true)), .boolean(true), "true")
    }

    @Test func structsAndTuplesAreDescribed() {
        struct Record {
            var round = 3
            @Packed var leader: ReplicaID? = 1
            var pair = (a: 1, true)
        }
        expect(
            Record(),
            .record([
                .init(name: "round", value: .integer(3)), .init(name: "leader", value: .string("r1")),
                .init(
                    name: "pair",
                    value: .record([
                        .init(name: "a", value: .integer(1)), .init(name: ".1", value: .boolean(true)),
                    ])),
            ]), "(round: 3, leader: r1, pair: (a: 1, .1: true))")
    }

    @Test func enumsWithPayloadsAreDescribed() {
        enum Message {
            case ping
            case vote(ReplicaID)
            case propose(round: Int, value: Bool)
            case pair(Int, Int)
        }
        expect(Message.ping, .string("ping"), "ping")
        expect(Message.vote(4), .variant("vote", .string("r4")), "vote(r4)")
        expect(
            Message.propose(round: 2, value: false),
            .variant(
                "propose",
                .record([
                    .init(name: "round", value: .integer(2)), .init(name: "value", value: .boolean(false)),
                ])),
            "propose(round: 2, value: false)")
        expect(
            Message.pair(1, 2),
            .variant(
                "pair",
                .record([.init(name: ".0", value: .integer(1)), .init(name: ".1", value: .integer(2))])),
            "pair(1, 2)")
    }

    private func expect<Value>(
        _ value: Value, _ expected: SpecValue, _ text: String, at place: SourceLocation = #_sourceLocation
    ) {
        let found = SpecValue(describing: value, for: ReplicaSet(count: 3))
        #expect(found == expected, sourceLocation: place)
        #expect(found.description == text, sourceLocation: place)
    }
}

/// How the vocabulary is read.
@Suite struct VocabularyValueTests {
    private func text(_ value: Any, for replicas: ReplicaSet = [0, 1]) -> String {
        SpecValue(describing: value, for: replicas).description
    }

    @Test func setsAndMapsAreDescribed() {
        #expect(text(ReplicaSet([2, 0])) == "{r0, r2}")
        #expect(SpecValue(describing: ReplicaSet(), for: []) == .set([]))
        var map = ReplicaMap(Phase.working)
        map[1] = .prepared
        #expect(text(map) == "{r0: working, r1: prepared}")
        #expect(text(map, for: [1]) == "{r1: prepared}")
        var matrix = ReplicaMatrix(false)
        matrix[0, 1] = true
        #expect(text(matrix) == "{r0: {r0: false, r1: true}, r1: {r0: false, r1: false}}")
        // A matrix has no rows beyond r7, and says nothing of them.
        matrix[0, 1] = false
        #expect(text(matrix, for: [7, 8]) == "{r7: {r7: false}}")
        #expect(text(matrix, for: [8]) == "{}")
        var votes = Votes<Bool?>()
        votes[true] = [0, 3]
        #expect(text(votes) == "{none: {}, false: {}, true: {r0, r3}}")
        #expect(text(Votes<Lonely>()) == "{only: {}}")
    }

    /// A replica that is none of the spec's replicas has an entry all the same: as a client that is counted from above.
    @Test func entriesOfOtherReplicas() {
        var map = ReplicaMap(Phase.prepared)
        map[4] = .working
        #expect(text(map) == "{r0: prepared, r1: prepared, r4: working}")
        map[15] = .committed
        #expect(text(map) == "{r0: prepared, r1: prepared, r4: working, r15: committed}")
        // Of a single other nobody knows what it began with: it is left out only while it has the first value.
        #expect(text(map, for: ReplicaSet(count: 15)).hasSuffix("r14: prepared, r15: committed}"))
        var matrix = ReplicaMatrix(false)
        matrix[0, 3] = true
        #expect(text(matrix, for: [0]) == "{r0: {r0: false, r3: true}, r3: {r0: false, r3: false}}")
    }

    /// A step that changes one entry is seen, whatever the replicas and whatever was changed before.
    @Test func everyChangeOfAnEntryIsSeen() {
        for count in 0...16 {
            var random = SplitMix(seed: UInt64(count))
            let replicas = ReplicaSet(count: count)
            var (map, matrix) = (ReplicaMap(Phase.working), ReplicaMatrix(Phase.working))
            for step in 0..<40 {
                let before = (map, matrix)
                let phase = random.pick(Array(Phase.values))
                map[ReplicaID(random.number(0..<16))] = phase
                matrix[ReplicaID(random.number(0..<8)), ReplicaID(random.number(0..<8))] = phase
                let comment: Comment = "\(count) replicas, step \(step)"
                #expect(
                    (text(map, for: replicas) == text(before.0, for: replicas)) == (map == before.0), comment)
                #expect(
                    (text(matrix, for: replicas) == text(before.1, for: replicas)) == (matrix == before.1),
                    comment)
            }
        }
    }

    @Test func messagesAndNumbersAreDescribed() {
        var channel = Channel<Phase?, 4>()
        #expect(SpecValue(describing: channel, for: []) == .list([]))
        channel.append(.prepared)
        channel.append(nil)
        #expect(text(channel) == "[prepared, none]")
        var sent = FiniteSet<Note>()
        #expect(SpecValue(describing: sent, for: []) == .set([]))
        sent.insert(Note(packed: 2))
        sent.insert(Note(packed: 0))
        #expect(text(sent) == "{note(about: 0), note(about: 2)}")
        #expect(text(Balance(-3)) == "-3")
        #expect(text(ReplicaMap(Balance(4)), for: [0]) == "{r0: 4}")
    }

    private struct Note: FiniteValue, SpecDescribable {
        let packed: UInt64
        static var valueCount: Int { 3 }
        func specValue(for replicas: ReplicaSet) -> SpecValue {
            .variant("note", .record([.init(name: "about", value: .integer(Int(packed)))]))
        }
    }
}
