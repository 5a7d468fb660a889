import QuorateLanguage
import Testing

@testable import QuorateTraces

/// Expressions over the variables of a state.
@Suite struct StateExpressionTests {
    private static let state: [SpecValue.Field] = [
        .init(
            name: "role",
            value: .map([
                .init(key: .string("r0"), value: .string("leader")),
                .init(key: .string("r1"), value: .string("follower")),
            ])),
        .init(name: "log", value: .list([.integer(4), .integer(5)])),
        .init(
            name: "sent", value: .set([.variant("vote", .record([.init(name: "by", value: .string("r0"))]))])),
        .init(
            name: "best",
            value: .record([
                .init(name: "term", value: .integer(3)),
                .init(name: "large", value: .largeInteger("99999999999999999999")),
            ])),
        .init(name: "a::x", value: .integer(1)), .init(name: "b::x", value: .integer(2)),
        .init(name: "a::y", value: .integer(-7)),
    ]

    @Test(arguments: [
        ("role[r0] == leader", "true"), ("role.r1", "follower"), ("role[r1] == .leader", "false"),
        ("role.count + log.count * 2 - 1", "5"), ("log[1]", "5"), ("log[0] < log[1] && 4 in log", "true"),
        ("best.term >= 3", "true"), ("best.large > best.term", "true"), ("best.large <= -best.term", "false"),
        ("y < -6 && y > -8", "true"), ("a::y - 1", "-8"), ("a::x < b::x", "true"),
        ("role[r0] in {leader, \"candidate\"}", "true"), ("{1, 2, 2} == {2, 1}", "true"),
        ("{1, 1}.count", "1"),
        ("!(r2 in role) || role[r2] == leader", "true"), ("true && !false", "true"),
        ("sent.count != 1", "false"),
        ("1 - 2 - 3", "-4"), ("2 + 3 * 4", "14"), ("(2 + 3) * 4", "20"),
    ])
    func values(text: String, value: String) throws {
        #expect(try StateExpression(text).value(in: Self.state).description == value, "\(text)")
    }

    @Test(arguments: [
        "role[", "role[r0", "1 +", "== 1", "a &", "{1, 2", "(1", "\"x", "role..r0", "in", "1 2", "",
        "1 == 1 == 1", "1 < 2 < 3",
        String(repeating: "!", count: 100) + "true", String(repeating: "(", count: 5000),
        "1" + String(repeating: " + 1", count: 100),
    ])
    func whatCannotBeRead(text: String) {
        #expect(throws: StateExpressionError.self) { try StateExpression(text) }
    }

    @Test(arguments: [
        "role[r9]", "log[2]", "log[0 - 1]", "best.size", "best.count", "role && true", "leader < 1", "1 in 2",
        "9223372036854775807 + 1", "best.large + 1", "-(0 - 9223372036854775807 - 1)",
    ])
    func whatHasNoValue(text: String) throws {
        let expression = try StateExpression(text)
        #expect(throws: StateExpressionError.self) { try expression.value(in: Self.state) }
    }

    /// A variable that a state lacks has no value there, and is not its own name.
    @Test func aVariableThatIsMissing() throws {
        let expression = try StateExpression("decision != aborted")
        let error = #expect(throws: StateExpressionError.self) {
            try expression.value(in: Self.state, of: ["decision", "role"])
        }
        #expect(error.map { "\($0)" } == "the state has no variable decision")
    }

    @Test func mistypedNames() throws {
        func unknown(_ text: String) throws -> [String] {
            try StateExpression(text).unknownNames(in: [Self.state])
        }
        #expect(try unknown("role[r0] == lader || x == 1 || b::x == \"lader\"") == ["lader", "x"])
        #expect(try unknown("vote in sent && leader != y") == [])
    }
}
