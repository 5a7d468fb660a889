@testable import QuorateLanguage
import QuorateQuorums
import Testing

/// The cases of an enum, as the runtime's metadata has them.
@Suite struct EnumCasesTests {
    @Test func casesWithAndWithoutPayloads() {
        #expect(EnumCases.of(Mixed.self)?.map(\.name) == ["go", "vote", "lead", "read", "stop", "idle"])
        #expect(
            EnumCases.of(Mixed.self)?.map { $0.value.word } == ["go", "vote", "lead", "read", "stop", "idle"])
        #expect(EnumCases.of(Phase.self)?.map(\.value) == Phase.allCases)
        #expect(EnumCases.of(Seventeen.self)?.map { "\($0.value)" } == Seventeen.allCases.map { "\($0)" })
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
    }

    @Test func counts() {
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

/// Enums that are none whose cases are numbered.
@Suite struct PackedEnumTests {
    private enum Forgetful: PackedEnum {
        case a, b, c
        static var allCases: [Forgetful] { [.a, .b] }
    }
    private enum Loaded: PackedEnum {
        case a(Bool), b
        static var allCases: [Loaded] { [.a(false), .a(true)] }
    }

    @Test func allCasesAreAll() {
        #expect(Forgetful.numberingProblem?.contains("has 3 cases, and `allCases` lists 2") == true)
        #expect(Loaded.numberingProblem?.contains("has cases with payloads; conform to PackedValue") == true)
        #expect(
            Phase.numberingProblem == nil && Lonely.numberingProblem == nil
                && Seventeen.numberingProblem == nil)
    }
}
