import QuorateQuorums
import Testing

@testable import QuorateLanguage

/// Every value has its number, and the number gives the value back.
@Suite struct PackedValueTests {
    @Test func valuesAndNumbersAreOneToOne() {
        check(Bool.self, [false, true])
        check(ReplicaID.self, (0..<16).map { ReplicaID($0) })
        check(ReplicaSet.self, (0...UInt16.max).map(ReplicaSet.init(bits:)))
        check(Phase.self, Array(Phase.values))
        check(Lonely.self, Array(Lonely.values))
        check(Seventeen.self, Array(Seventeen.values))
        check(Balance.self, (-3...12).map { BoundedInt($0) })
        check(BoundedInt<0, 255>.self, (0...255).map { BoundedInt($0) })
    }

    @Test func anOptionalTakesOneMoreNumber() {
        check(Bool?.self, [nil, false, true])
        check(Phase?.self, [nil] + Array(Phase.values))
        check(Lonely?.self, [nil, .only])
        check(ReplicaID?.self, [nil] + (0..<16).map { ReplicaID($0) })
        check(Bool??.self, [nil, .some(nil), false, true])
        check(BoundedInt<5, 6>?.self, [nil, 5, 6])
    }

    /// Numbers that nobody wrote: the cases with a payload first, of the parts the first counts most.
    @Test func valuesNumberThemselves() {
        let clocks = (0...5).map { Clock($0) }
        let mails: [Mail] =
            clocks.map(Mail.request) + Phase.values.flatMap { phase in clocks.map { .grant(phase, $0) } }
            + [.flag(false), .flag(true), .stop, .done]
        let entries = (1...3).flatMap { term in Phase.values.map { Entry(term: BoundedInt(term), phase: $0) }
        }
        check(Mail.self, mails)
        check(Entry.self, entries)
        check(Mail?.self, [nil] + mails)
        check(OneCase.self, Phase.values.map(OneCase.only))
        check(
            Wrapper<Bool?>.self,
            [nil, false, true].flatMap { first in
                [nil, false, true].map { Wrapper(first: first, second: $0) }
            })
        check(
            Gapped.self,
            [false, true].flatMap { flag in
                Gapped.Short.values.flatMap { set in
                    Optional<Mail>.values.map { Gapped(flag: flag, set: set, mail: $0) }
                }
            })
        check(
            Wrapper<Mail>.self, mails.flatMap { first in mails.map { Wrapper(first: first, second: $0) } })
    }

    @Test func partsMayHidePartsThatHideBytes() {
        // 2 + 28 + 4 + 9 * 28 + 2^16 + 9 + 1 are too many, said where they are asked for.
        #expect(Envelope.numberingProblem?.contains("Envelope has more than 65536 values") == true)
        let mails = Array(Mail.values)
        check(
            Carrier.self,
            [false, true].map(Carrier.plain) + mails.map(Carrier.carrying)
                + Optional<Phase>.values.map(Carrier.perhaps)
                + Entry.values.flatMap { entry in mails.map { .both(entry, $0) } } + [.nobody])
    }

    private enum Carrier: FiniteValue {
        case plain(Bool), carrying(Mail), nobody, perhaps(Phase?), both(Entry, Mail)
    }

    /// Bytes that say nothing do not count, whatever they are.
    @Test(arguments: [0x00, 0xff, 0x5a] as [UInt8])
    func bytesThatSayNothing(filler: UInt8) {
        func dirty<Value: FiniteValue>(_ value: Value, says: Range<Int>) -> Value {
            withUnsafeTemporaryAllocation(byteCount: MemoryLayout<Value>.size, alignment: 8) { memory in
                memory.storeBytes(of: value, as: Value.self)
                for byte in memory.indices where !says.contains(byte) { memory[byte] = filler }
                return memory.load(as: Value.self)
            }
        }
        // The case is in the last byte, and the payload of this one in the first.
        for clock in (0...5).map({ Clock($0) }) {
            let value = withUnsafeTemporaryAllocation(byteCount: 3, alignment: 1) { memory in
                memory.storeBytes(of: Mail.request(clock), as: Mail.self)
                memory[1] = filler
                return memory.load(as: Mail.self)
            }
            #expect(value == .request(clock) && value.packed == Mail.request(clock).packed)
        }
        #expect(MemoryLayout<Mail>.size == 3)
        let gapped = Gapped(flag: true, set: Gapped.Short(packed: 1), mail: nil)
        // One byte of hole, and a nil that says so in one byte.
        let value = withUnsafeTemporaryAllocation(byteCount: MemoryLayout<Gapped>.size, alignment: 2) {
            memory in
            memory.storeBytes(of: gapped, as: Gapped.self)
            memory[1] = filler
            memory[4] = filler
            memory[5] = filler
            return memory.load(as: Gapped.self)
        }
        if value.mail == nil { #expect(value == gapped && value.packed == gapped.packed) }
    }

    @Test func partsThatAreNotFinite() {
        enum Wide: FiniteValue { case number(Int) }
        struct Long: FiniteValue { var a, b, c, d, e, f, g, h, i: Bool }
        struct Empty: FiniteValue {}
        struct Inner: FiniteValue { var wide: Wide }
        enum Pair: FiniteValue { case pair(Bool, of: UInt8) }
        expect(Wide.self, "case number of Wide carries a Int, which is not finite", "BoundedInt<0, 9>")
        expect(Long.self, "Long takes 9 bytes", "number its values yourself")
        expect(Empty.self, "Empty is neither an enum nor a struct of finite values")
        expect(Inner.self, "case number of Wide carries a Int")
        expect(Pair.self, "case pair of Pair has of, a UInt8")
    }

    /// An enum that lists its cases is numbered without a look at metadata, and the same.
    @Test func listedCasesAreNumbered() {
        enum Listed: FiniteValue, CaseIterable { case a, b, c }
        enum One: FiniteValue, CaseIterable { case a }
        enum Loaded: FiniteValue, CaseIterable {
            case a(Bool), b
            static var allCases: [Loaded] { [.a(false), .a(true)] }
        }
        struct Pair: FiniteValue, CaseIterable {
            var a, b: Bool
            static var allCases: [Pair] { [Pair(a: true, b: false), Pair(a: true, b: true)] }
        }
        enum Forgetful: FiniteValue, CaseIterable {
            case a, b, c
            static var allCases: [Forgetful] { [.a, .b] }
        }
        check(Listed.self, Listed.allCases)
        check(One.self, [.a])
        expect(Loaded.self, "has cases with payloads and lists them itself; leave out `CaseIterable`")
        expect(Pair.self, "is number 1 of Pair but says 0")
        expect(Forgetful.self, "no number of Forgetful, 0 to 1, is of the case c")
    }

    @Test func casesThatHaveNoNumber() {
        expect(Letter.self, "no number of Letter, 0 to 0, is of the case goodbye")
    }

    private func expect<Value: FiniteValue>(
        _: Value.Type, _ parts: String..., at place: SourceLocation = #_sourceLocation
    ) {
        let problem = Value.numberingProblem ?? "no problem"
        for part in parts {
            #expect(problem.contains(part), "\(problem)", sourceLocation: place)
        }
    }

    private func check<Value: FiniteValue>(_: Value.Type, _ expected: [Value]) {
        #expect(Value.valueCount == expected.count)
        #expect(Array(Value.values) == expected)
        #expect(expected.map(\.packed) == Array(0..<UInt64(expected.count)), "\(Value.self)")
        #expect(expected.map { Value(packed: $0.packed) } == expected, "\(Value.self)")
        // Equal values that were made in two ways have equal bytes, unless the type is one of Swift's optionals.
        for value in expected where MemoryLayout<Value>.size == 1 && StateLayout.problem(ofPart: value) == nil
        {
            #expect(bytes(of: Value(packed: value.packed)) == bytes(of: value))
        }
    }
}
