@testable import QuorateLanguage
import QuorateQuorums
import Testing

/// What a spec's types do not allow raises a fault and never traps.
///
/// Each test runs in a process of its own, so that a trap is the failure of that test and not the end of them all.
@Suite struct FaultTests {
    @Test func numbersOutOfRange() async {
        await #expect(processExitsWith: .success) {
            expectFault("6 is outside the range 0 to 5") { BoundedInt<0, 5>(6) }
            expectFault("-1 is outside the range 0 to 5") { BoundedInt<0, 5>(-1) }
            expectFault("outside the range 0 to 5") { BoundedInt<0, 5>(.min) }
            expectFault("outside the range -2 to 2") { SmallBalance(1) + 2 }
            expectFault("outside the range -2 to 2") { SmallBalance(-1) - 2 }
            expectFault("outside the range -2 to 2") { SmallBalance(2) + .max }
            expectFault("outside the range -2 to 2") { SmallBalance(-2) - .max }
            expectFault("256 is outside the range 0 to 1000") { BoundedInt<0, 1000>(256) }
            expectNoFault { BoundedInt<0, 5>(5) - 5 }
            #expect(BoundedInt<3, 5>(9).value == 3, "some number in range")
        }
    }

    @Test func fullAndEmptyChannels() async {
        await #expect(processExitsWith: .success) {
            var channel = Channel<Strict, 2>()
            expectFault("no message at position 0") { channel.removeFirst() }
            expectFault("no message at position 0") { channel[0] }
            channel.append(Strict(packed: 4))
            channel.append(Strict(packed: 3))
            let full = channel
            expectFault("is sent into a Channel that is full (2)") { channel.append(Strict(packed: 1)) }
            for position in [-1, 2, 3, 18, 19, 21, 22, 43, 64, .max, .min] {
                expectFault("no message at position \(position)") { channel[position] }
                expectFault("no message at position \(position)") { channel.remove(at: position) }
            }
            #expect(channel == full)
        }
    }

    /// More than 56 bits: the fault comes at once, and nothing that is sent then damages the length.
    @Test func channelsThatDoNotFit() async {
        await #expect(processExitsWith: .success) {
            var channel = Channel<Strict, 30>()
            expectFault("30 messages of 3 bits do not fit") { channel = Channel<Strict, 30>() }
            for _ in 0..<30 { channel.append(Strict(packed: 4)) }
            for _ in 0..<channel.count { #expect(channel.removeFirst().packed == 4) }
            #expect(channel.isEmpty)
            expectFault("do not fit") { Channel<ReplicaSet, 4>() }
            expectFault("0 messages of 1 bits do not fit") { Channel<Bool, 0>() }
            expectNoFault { Channel<ReplicaSet, 3>() }
        }
    }

    @Test func valuesThatDoNotFitInTheirLanes() async {
        await #expect(processExitsWith: .success) {
            expectFault("has 17 values, too many for OneWord in a ReplicaMap") { ReplicaMap<Sixteen?>(nil) }
            expectNoFault { ReplicaMap<ReplicaID?>(nil) }
            expectFault("too many for TwoWords in a ReplicaMap") { ReplicaMap<BoundedInt<0, 256>>(0) }
            expectFault("too many for FourWords in a ReplicaMap") { ReplicaMap<ReplicaSet?>(nil) }
            expectFault("a ReplicaMatrix holds at most 16") { ReplicaMatrix<ReplicaSet>([]) }
            expectFault("a ReplicaMatrix holds at most 16") { ReplicaMatrix<Seventeen>(.a) }
            expectFault("Strict has 5 values; Votes holds senders for at most 4") { Votes<Strict>() }
            expectFault("does not fit in a packed field") { Packed(wrappedValue: ReplicaSet(bits: 256)) }
            expectNoFault { Packed(wrappedValue: ReplicaSet(bits: 255)) }
        }
    }

    @Test func replicasBeyondAMatrix() async {
        await #expect(processExitsWith: .success) {
            var matrix = ReplicaMatrix(Phase.working)
            expectFault("no entry for r8, r0") { matrix[8, 0] }
            expectFault("no entry for r0, r8") { matrix[0, 8] }
            expectFault("no entry for r15, r15") { matrix[15, 15] = .prepared }
            expectNoFault { matrix[7, 7] = .prepared }
        }
    }

    /// A value that lies about how many there are would lose bits, or damage its neighbours.
    @Test func valuesBeyondTheirCount() async {
        await #expect(processExitsWith: .success) {
            let text = "a Loose has number 20, and Loose says that it has 16 values, 0 to 15"
            let looksUp = isDebugBuild
            expectFault(text) { ReplicaMap(Loose(20)) }
            var map = ReplicaMap(Loose(0))
            expectFault(text) { map[3] = Loose(20) }
            expectNoFault { map[3] = Loose(15) }
            expectFault(text) { ReplicaMatrix(Loose(20)) }
            var matrix = ReplicaMatrix(Loose(0))
            expectFault(text) { matrix[1, 2] = Loose(20) }
            var channel = Channel<Loose, 14>()
            expectFault(text) { channel.append(Loose(20)) }
            expectFault(text) { Packed(wrappedValue: Loose(20)) }
            expectFault("has number 21, and Optional<LooseInTwoWords> says") {
                ReplicaMap<LooseInTwoWords?>(LooseInTwoWords(20))
            }
            var votes = Votes<Few>()
            expectFault("a Few has number 4, and Few says that it has 4 values") { votes[Few(4)] = [1] }
            if looksUp { expectFault("has number 5") { votes[Few(5)] } }
            expectNoFault { votes[Few(3)] = [1] }
        }
    }

    /// A value without a number of its own, and (in a debug build) one that shares another's.
    @Test func valuesWithoutANumberOfTheirOwn() async {
        await #expect(processExitsWith: .success) {
            var letters = FiniteSet<Nickname>()
            expectFault("a Nickname has number 3, and Nickname says that it has 2 values") {
                letters.insert(Nickname(letter: 3))
            }
            guard isDebugBuild else { return expectNoFault { letters.insert(Nickname(letter: 2)) } }
            expectFault("has number 0, which is that of") { letters.insert(Nickname(letter: 2)) }
            expectNoFault { letters.insert(Nickname(letter: 1)) }
        }
    }

    /// Inside a spec they are its mistakes, and end the process elsewhere, where nobody would hear of them.
    @Test func numbersOfNoReplica() async {
        await #expect(processExitsWith: .success) {
            SpecFault.heard {
                for number in [-1, 16, .max, .min] {
                    expectFault("\(number) is the number of no replica: they go from 0 to 15") {
                        ReplicaID(number)
                    }
                }
                expectFault("no set has 17 replicas") { ReplicaSet(count: 17) }
                expectFault("no set has -1 replicas") { ReplicaSet(count: -1) }
                expectNoFault { ReplicaSet(count: 16) }
            }
        }
        await #expect(processExitsWith: .failure) { _ = ReplicaID(Int(CommandLine.arguments.count) + 16) }
        await #expect(processExitsWith: .failure) { _ = ReplicaSet(count: CommandLine.arguments.count + 17) }
    }

    @Test func messagesBeyondTheirSet() async {
        await #expect(processExitsWith: .success) {
            checkOutside(Bits64.self)
            checkOutside(Bits128.self)
            checkOutside(Bits256.self)
        }
    }
}

/// Whether assertions are checked, as in a debug build.
private let isDebugBuild: Bool = {
    var isDebug = false
    assert(
        {
            isDebug = true
            return true
        }())
    return isDebug
}()

private func checkOutside<Storage: BitStorage>(_: Storage.Type) {
    var set = FiniteSet<Numbered<Storage>>()
    for number in [UInt64(Storage.capacity), 1 << 63, .max] {
        let text = "has number \(number), and"
        expectFault(text) { set.insert(Numbered(packed: number)) }
        expectFault(text) { set.contains(Numbered(packed: number)) }
        expectFault(text) { set.remove(Numbered(packed: number)) }
    }
    expectNoFault { set.insert(Numbered(Storage.capacity - 1)) }
}

/// Expects exactly one fault whose text contains `text`.
private func expectFault<Result>(
    _ text: String, at place: SourceLocation = #_sourceLocation, _ body: () -> Result
) {
    let before = SpecFault.countOnThisThread
    _ = body()
    #expect(SpecFault.countOnThisThread == before + 1, "one fault: \(text)", sourceLocation: place)
    #expect(SpecFault.latestText.contains(text), sourceLocation: place)
}

private func expectNoFault<Result>(at place: SourceLocation = #_sourceLocation, _ body: () -> Result) {
    let before = SpecFault.countOnThisThread
    _ = body()
    #expect(SpecFault.countOnThisThread == before, "no fault", sourceLocation: place)
}

extension FaultTests {
    /// A number that counts to its end and no further: the next one is the argument of a step that nobody takes.
    private struct Counting: Spec {
        var mutant: Mutant?

        struct State: SpecState { var count = BoundedInt<0, 2>(0) }
        enum Action: SpecAction { case count(BoundedInt<0, 2>) }

        var initialStates: [State] { [State()] }
        var properties: [Property<State>] { [.always("bounded") { $0.count.value <= 2 }] }

        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.count(s.count + 1), if: s.count.value < 2 || mutant != nil) { $0.count += 1 }
        }

        enum Mutant: String, SpecMutant {
            case endless
            var expectation: MutantExpectation { .breaks("bounded", "It counts on.") }
        }
    }

    /// No search makes an action that is not enabled, and neither do those who look at all of them blame the spec for it.
    @Test func argumentsOfDisabledActions() async throws {
        let spec = Counting()
        for erased in [ErasedSpec(spec), ErasedSpec(Counting(mutant: .endless))] {
            let last = try #require(
                erased.initialStates().first.map { state in
                    var state = state
                    for _ in 0..<2 {
                        var next = state
                        erased.visitSuccessors(state) { next = $0 }
                        state = next
                    }
                    return state
                })
            #expect((erased.slip(last) == nil) == (erased.mutant == nil), "\(erased.label)")
        }
    }

    /// A fault of the guard is told, and not one of the arguments that nobody makes.
    private struct Doubting: Spec {
        struct State: SpecState { var count = BoundedInt<0, 2>(2) }
        enum Action: SpecAction { case go(BoundedInt<0, 3>) }

        var initialStates: [State] { [State()] }
        var properties: [Property<State>] { [.always("bounded") { $0.count.value <= 2 }] }

        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.go(BoundedInt<0, 3>(9)), if: (s.count + 1).value == 1) { $0.count = 0 }
        }
    }

    @Test func faultOfAGuardIsTold() throws {
        let spec = ErasedSpec(Doubting())
        let first = try #require(spec.initialStates().first)
        let slip = try #require(spec.slip(first))
        #expect("\(slip)".contains("3 is outside the range 0 to 2"), "\(slip)")
        #expect(!"\(slip)".contains("9 is outside"), "\(slip)")
    }
}
