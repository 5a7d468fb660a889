import QuorateLanguage
import QuorateQuorums
import Testing

/// A state whose bytes are not its content is refused, and the message names the field and the remedy.
@Suite struct StateLayoutTests {
    @Test func refusesHoles() {
        expect(
            HoleState(), "HoleState has a hole of 1 byte between flag and small",
            "from the widest to the narrowest (small before flag)")
        expect(NestedHoleState(), "NestedHoleState.inner has a hole of 3 bytes between flag and number")
        expect(Generic(first: UInt8(1), second: UInt64(2)), "hole of 7 bytes between first and second")
        expect(
            Generic(first: (UInt16(1), UInt32(2)), second: 0),
            ".first has a hole of 2 bytes between .0 and .1")
    }

    @Test func refusesOptionals() {
        expect(OptionalState(), "OptionalState.leader is an optional", "write `@Packed var`")
        expect(OptionalState(leader: 3), "OptionalState.leader is an optional")
        expect(NestedOptionalState(), "NestedOptionalState.inner.ballot is an optional")
    }

    @Test(arguments: [Payload.idle, .waiting(2)])
    func refusesEnumsWithPayloads(phase: Payload) {
        expect(
            PayloadState(phase: phase), "PayloadState.phase is an enum with payloads",
            "make it a FiniteValue and write `@Packed var`")
    }

    @Test(arguments: [ListedPayload.idle, .waiting(2)])
    func refusesEnumsWithPayloadsThatListTheirCases(phase: ListedPayload) {
        expect(ListedPayloadState(phase: phase), "ListedPayloadState.phase is an enum with payloads")
    }

    @Test func refusesFiniteEnumsWithPayloadsThatAreNotPacked() {
        expect(
            Wrapped(Mail.stop), "Mail>.field is an enum with payloads", "write `@Packed var` in front of it")
    }

    @Test func refusesTailsOfStructs() {
        struct Inner: Hashable, BitwiseCopyable, Sendable {
            var number = UInt32(0)
            var flag = false
        }
        expect(
            Generic(first: Inner(), second: Inner()),
            "hole of 3 bytes between first and second: Inner ends in 3 bytes",
            "fill them with fields of that size in Inner")
    }

    @Test func refusesInlineArrays() {
        expect(Wrapped(InlineArray<3, UInt8>(repeating: 0)), "use PerReplica, PerKey or a Channel")
    }

    @Test func mapsOfWideValues() {
        let faults = SpecFault.countOnThisThread
        _ = ReplicaMap(Balance(0))
        #expect(SpecFault.countOnThisThread == faults)
        _ = ReplicaMap(Eighteen.a)
        #expect(SpecFault.latestText.contains("declare `typealias MapStorage = TwoWords` in"))
    }

    private enum Eighteen: FiniteValue { case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r }

    @Test func refusesFloatingPoint() {
        expect(FloatState(), "FloatState.share is a floating-point number", "use a whole number")
    }

    @Test func refusesReferencesAndPointers() {
        expect(ReferenceState(), "ReferenceState.box", "is a reference")
        expect(RawPointerState(), "RawPointerState.place has type UnsafeRawPointer")
        expect(PointerState(), "PointerState.place")
        expect(IdentityState(), "IdentityState.identity")
    }

    @Test func refusesMessagesWithInconsistentNumbers() {
        expect(MiscountedState(), "MiscountedState.sent", "value number 1 of Miscounted says 2")
        expect(
            CrowdedState(), "CrowdedState.sent",
            "Crowded has 65 values, and its sets have 64 bits; declare `typealias SetStorage = Bits128` in Crowded"
        )
    }

    @Test func refusesPackedValuesWithInconsistentNumbers() {
        let text = "case addressed of Parcel carries a UInt16, which is not finite"
        expect(ParcelMapState(), "ParcelMapState.parcel", text)
        expect(ParcelMatrixState(), "ParcelMatrixState.parcel", text)
        expect(ParcelVotesState(), "ParcelVotesState.parcel", text)
        expect(ParcelState(), "ParcelState.parcel", text)
        expect(ParcelChannelState(), "ParcelChannelState.parcel", text)
    }

    @Test func refusesRangesThatDoNotFitInAByte() {
        expect(WideRangeState(), "WideRangeState.level", "0 to 300", "at most 256")
        expect(NoRangeState(), "NoRangeState.level", "3 to 2")
    }

    private func expect(
        _ state: some SpecState, _ parts: String..., at place: SourceLocation = #_sourceLocation
    ) {
        let problem = StateLayout.problem(of: state)
        for part in parts {
            #expect(
                problem?.contains(part) == true, "\(problem ?? "no problem"): \(part)", sourceLocation: place)
        }
    }
}

/// What a state may be made of.
@Suite struct GoodStateLayoutTests {
    struct Everything: SpecState {
        struct Inner: Hashable, BitwiseCopyable, Sendable {
            var number = UInt32(0)
            var flag = false
        }
        var sets = ReplicaMap(ReplicaSet())
        var matrix = ReplicaMatrix(Phase.working)
        var phases = ReplicaMap(Phase.working)
        var kinds = ReplicaMap(Seventeen.a)
        var votes = Votes<Bool?>()
        var few = FiniteSet<Numbered<Bits64>>()
        var more = FiniteSet<Numbered<Bits128>>()
        var many = FiniteSet<Numbered<Bits256>>()
        var channel = Channel<Bool?, 3>()
        var word = UInt64(0)
        var signed = Int32(-1)
        var members = ReplicaSet()
        var half = Int16(0)
        var inner = (UInt32(1), Inner(), ReplicaID(3))
        var phase = Phase.working
        var lonely = Lonely.only
        var level = Balance(-3)
        @Packed var leader: ReplicaID? = nil
        @Packed var kind = Seventeen.q
        var flag = false
        // One byte each, and that byte is the value.
        var perhaps: Bool? = nil
        var direction: Four? = .west

        static func == (left: Self, right: Self) -> Bool { bytes(of: left) == bytes(of: right) }
        func hash(into hasher: inout Hasher) { hasher.combine(bytes(of: self)) }
    }

    @Test func acceptsTheWholeVocabulary() {
        #expect(StateLayout.problem(of: Everything()) == nil)
        var state = Everything()
        state.leader = 15
        state.perhaps = true
        state.direction = nil
        #expect(StateLayout.problem(of: state) == nil)
    }

    @Test func acceptsPlainValuesAsStates() {
        #expect(StateLayout.problem(of: Generic(first: UInt64(1), second: UInt8(2))) == nil)
        #expect(StateLayout.problem(of: Generic(first: (UInt16(1), UInt8(2)), second: false)) == nil)
        #expect(StateLayout.problem(of: Generic(first: (), second: ())) == nil)
        #expect(StateLayout.problem(of: Wrapped(Phase.prepared)) == nil)
        #expect(StateLayout.problem(of: Wrapped(UInt128.max)) == nil)
    }

    /// The last field may end inside a word: a state is kept in whole words whose rest is zeroed.
    @Test func acceptsAnOddSize() {
        #expect(StateLayout.problem(of: Wrapped((UInt64(1), UInt32(2), UInt8(3)))) == nil)
    }
}

/// Any two fields as a state.
struct Generic<First: BitwiseCopyable & Sendable, Second: BitwiseCopyable & Sendable>: SpecState {
    var first: First
    var second: Second
    static func == (left: Self, right: Self) -> Bool { bytes(of: left) == bytes(of: right) }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes(of: self)) }
}

/// Any one field as a state.
struct Wrapped<Field: BitwiseCopyable & Sendable>: SpecState {
    var field: Field
    init(_ field: Field) { self.field = field }
    static func == (left: Self, right: Self) -> Bool { bytes(of: left) == bytes(of: right) }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes(of: self)) }
}
