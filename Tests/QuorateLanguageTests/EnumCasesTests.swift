@testable import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

/// The cases of an enum, as the runtime's metadata has them.
@Suite struct EnumCasesTests {
    @Test func casesWithAndWithoutPayloads() {
        #expect(EnumCases.of(Mixed.self)?.map(\.name) == ["go", "vote", "lead", "read", "stop", "idle"])
        #expect(
            EnumCases.of(Mixed.self)?.map { $0.value.word } == ["go", "vote", "lead", "read", "stop", "idle"])
        #expect(EnumCases.of(Phase.self)?.map(\.value) == Array(Phase.values))
        #expect(EnumCases.of(Seventeen.self)?.map { "\($0.value)" } == Seventeen.values.map { "\($0)" })
    }

    @Test func aSingleCase() {
        #expect(EnumCases.of(Lonely.self)?.map(\.name) == ["only"])
        #expect(EnumCases.of(Single.self)?.map(\.name) == ["only"])
        #expect(EnumCases.of(SingleReference.self)?.map(\.name) == ["only"])
    }

    @Test func genericAndNestedEnums() {
        #expect(EnumCases.of(Pair<Int, String>.self)?.map(\.name) == ["left", "right", "neither"])
        #expect(EnumCases.of(Pair<Bool, Phase>.self)?.map(\.name) == ["left", "right", "neither"])
        #expect(EnumCases.of(Listed.self)?.map(\.name) == ["some", "none", "other"])
        #expect(EnumCases.of(Tree.self)?.map(\.name) == ["node", "leaf"])
        #expect(EnumCases.of(Ledger.Action.self)?.map(\.name) == ["raise", "note", "reset"])
    }

    @Test func typesThatAreNoEnum() {
        #expect(EnumCases.of(Int.self) == nil)
        #expect(EnumCases.of(Word.self) == nil)
        #expect(EnumCases.of(String.self) == nil)
        #expect(EnumCases.counts(of: Loose.self) == nil)
        #expect(EnumCases.plainCount(of: Mixed.self) == -1 && EnumCases.plainCount(of: Word.self) == -1)
        #expect(EnumCases.plainCount(of: Seventeen.self) == 17 && EnumCases.plainCount(of: Lonely.self) == 1)
    }

    /// What a search counts by, against what reflection prints.
    @Test func positionsAndNames() {
        func check<T>(_ values: [T], _ printed: [String]) {
            #expect(values.map { EnumCases.names(of: T.self)?[EnumCases.position(of: $0)] } == printed)
        }
        check(
            [Mixed.stop, .go(1), .vote(2, for: 3), .lead(0), .idle, .read(["a"])],
            ["stop", "go", "vote", "lead", "idle", "read"])
        check([Lonely.only], ["only"])
        check([Single.only(3)], ["only"])
        check([SingleReference.only([1], "a")], ["only"])
        check([Pair<Int, String>.neither, .left(1), .right("")], ["neither", "left", "right"])
        check([Pair<Bool, Phase>.neither, .left(true), .right(.committed)], ["neither", "left", "right"])
        check([Tree.leaf, .node(.leaf, .leaf)], ["leaf", "node"])
        check([Listed.none, .other, .some([])], ["none", "other", "some"])
        check(Array(Seventeen.values), Seventeen.values.map { "\($0)" })
        check([Bool?.none, true], ["none", "some"])
        check(
            Array(Flags.values), Flags.values.map { Mirror(reflecting: $0).children.first?.label ?? "\($0)" })
        #expect(EnumCases.names(of: Word.self) == nil && EnumCases.position(of: Word(number: 7)) == 0)
    }

    private enum Flags: FiniteValue { case a(Bool), b(Bool), c, d(Bool), e }

    @Test func casesAreCounted() {
        #expect(EnumCases.counts(of: Mixed.self)! == (4, 2))
        #expect(EnumCases.counts(of: Seventeen.self)! == (0, 17))
    }

    private enum Mixed {
        case go(UInt8), stop, vote(UInt8, for: UInt64), lead(ReplicaID), idle, read([String])

        var word: String {
            switch self {
            case .go: "go"
            case .stop: "stop"
            case .vote: "vote"
            case .lead: "lead"
            case .idle: "idle"
            case .read: "read"
            }
        }
    }
    private enum Listed { case some([String]), none, other }
    private enum Single { case only(Int) }
    private enum SingleReference { case only([Int], String) }
    private enum Pair<Left, Right> { case left(Left), right(Right), neither }
    private indirect enum Tree { case node(Tree, Tree), leaf }
}
