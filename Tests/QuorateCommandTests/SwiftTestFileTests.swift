import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// `export --swift`: the text of a test. That it compiles and passes is tested with the starter of the README.
@Suite struct SwiftTestFileTests {
    /// The file for the counterexample of a check.
    private func exported(
        _ words: String, over catalog: Catalog = fixtures, name: String = "Staircase/leap"
    ) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let check = ["check"] + words.split(separator: " ").map(String.init) + ["--export", folder]
            _ = await quorate(check, over: catalog)
            return await quorate(["export", "\(folder)/\(name).itf.json", "--swift"], over: catalog)
        }
    }

    @Test func theWholeFile() async throws {
        let outcome = try await exported("Staircase steps=2 --mutant leap")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                // Written by `quorate export`. It belongs into a test target that depends on Quorate and on the
                // module of the spec; where the spec is made otherwise than by Staircase(), say so below.
                import Quorate
                import Testing

                @testable import Toys

                /// Staircase, mutant leap, steps=2, landing=0, mayRest=1: breaks "on the stairs" after 3 steps.
                @Suite struct StaircaseLeapTests {
                    private let spec = Catalog.Entry.spec(Staircase())

                    private let run = ScriptedRun(
                        parameters: ["steps": 2, "landing": 0, "mayRest": 1],
                        mutant: "leap",
                        property: "on the stairs",
                        steps: [
                            "climb",
                            "climb",
                            "climb",
                        ])

                    @Test func breaksTheProperty() {
                        #expect(throws: Never.self) { try run.trace(in: spec) }
                    }

                    /// Without the mutant step 3, `climb`, is not enabled.
                    @Test func isRefusedWithoutTheMutant() {
                        let refusal = #expect(throws: TraceMismatch.self) { try run.withoutMutant.trace(in: spec) }
                        #expect(refusal?.step == 3)
                    }
                }

                """)
    }

    /// The parameters are to blame, so there is no sound spec to ask; and no name of a property breaks the text.
    @Test func aRunThatNeedsNoMutant() async throws {
        let outcome = try await exported("Overflow last=4", name: "Overflow/a-b-c-it-s-d")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output.contains(#"        property: "../a \"b\" <c> & it's d","#), "\(outcome.output)")
        #expect(outcome.output.contains("@Suite struct OverflowABCItSDTests {"))
        #expect(outcome.output.contains(#""increase(1)","#))
        #expect(!outcome.output.contains("withoutMutant"))
    }

    /// The mutant changes the property and no step.
    @Test func aRunThatTheSoundSpecHasToo() async throws {
        let catalog = Catalog([.spec(Ceiling())])
        let outcome = try await exported("Ceiling --mutant low", over: catalog, name: "Ceiling/low")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("it is a run too, and its last state does not break the property."))
        #expect(outcome.output.contains(#"#expect(refusal == .propertyNotHit("below", kind: .always))"#))
        #expect(outcome.output.contains(#"start: ["height: 1"]"#), "\(outcome.output)")
        #expect(outcome.output.contains("        steps: [])"))
    }

    /// A spec may be called anything; code names its type.
    @Test func aSpecWithANameOfItsOwn() async throws {
        let catalog = Catalog([.spec(Box.`default`<Int>())])
        let name = "-my----protocol-/leap"
        let outcome = try await withTemporaryFolder { folder in
            _ = await quorate(
                ["check", Box.`default`<Int>.name, "--mutant", "leap", "--export", folder], over: catalog)
            return await quorate(["export", "\(folder)/\(name).itf.json", "--swift"], over: catalog)
        }
        #expect(outcome.status == 0, "\(outcome.errors)")
        for line in [
            "// module of the spec; where the spec is made otherwise than by Box.`default`<Swift.Int>(), say",
            "@testable import QuorateCommandTests\n", "@Suite struct defaultLeapTests {",
            "private let spec = Catalog.Entry.spec(Box.`default`<Swift.Int>())",
            #"property: "never\n\u{1b} \"up\" \\(high)","#, #"steps: ["climb"])"#,
        ] {
            #expect(outcome.output.contains(line), "\(outcome.output)")
        }
    }

    @Test(arguments: [
        ("Specs.Raft", "Specs", "Raft", "Raft"),
        ("Specs.Outer.Inner", "Specs", "Outer.Inner", "Inner"),
        ("Specs.Box<Swift.Int, (Swift.Int) -> ()>.In", "Specs", "Box<Swift.Int, (Swift.Int) -> ()>.In", "In"),
        ("Specs.`my type`.class", "Specs", "`my type`.`class`", "class"),
        ("Specs.`a.b<c`", "Specs", "`a.b<c`", "ab"),
        ("Specs.Type<Specs.default>", "Specs", "`Type`<Specs.default>", "Type"),
        ("Specs.(unknown context at $563bd557de20).P.Q", "Specs", "P.Q", "Q"),
        ("(extension in Specs):Swift.Int.Nested", "Specs", "Swift.Int.Nested", "Nested"),
    ])
    func typesAreNamedAsInCode(reflected: String, module: String, expression: String, word: String) {
        let type = SwiftTypeName(reflected: reflected)
        #expect((type.module, type.expression, type.word) == (module, expression, word))
    }

    @Test func toAFile() async throws {
        try await withTemporaryFolder { folder in
            _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
            let words = ["export", folder + "/Staircase/leap.itf.json", "--swift"]
            let outcome = await quorate(words + ["--output", folder + "/LeapTests.swift"])
            #expect(outcome.status == 0 && outcome.output == "")
            let written = try String(contentsOfFile: folder + "/LeapTests.swift", encoding: .utf8)
            #expect(written == (await quorate(words)).output)
            let missing = await quorate(words + ["--output", folder + "/missing/LeapTests.swift"])
            #expect(missing.status == 74)
            #expect(missing.errors == "Error: \(folder)/missing/LeapTests.swift: No such file or directory\n")
        }
    }

    @Test func aFileThatIsNoTrace() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/x.itf.json"
            try Data("{".utf8).write(to: URL(fileURLWithPath: file))
            let outcome = await quorate(["export", file, "--swift"])
            #expect(outcome.status == 65 && outcome.errors.contains("x.itf.json: truncated"))
        }
    }
}

/// A state may be too high from the start, where the mutant hangs the ceiling low.
private struct Ceiling: Spec {
    var mutant: Mutant?
    struct State: SpecState { var height: UInt64 = 0 }
    enum Mutant: String, SpecMutant {
        case low
        var expectation: MutantExpectation { .breaks("below", "the ceiling is low") }
    }
    enum Action: SpecAction {
        case rest
    }
    var initialStates: [State] { [State(), State(height: 1)] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.rest) }
    var properties: [Property<State>] {
        let ceiling: UInt64 = mutant == .low ? 1 : 9
        return [.always("below") { $0.height < ceiling }]
    }
}

/// A generic spec inside another type, with a word of the language for its name.
enum Box {
    struct `default`<Value: Sendable>: Spec {
        static var name: String { "\"my\" \n protocol\"" }
        static var unlikely: String { "never\n\u{1B} \"up\" \\(high)" }
        var mutant: Mutant?
        struct State: SpecState { var height: UInt64 = 0 }
        enum Mutant: String, SpecMutant {
            case leap
            var expectation: MutantExpectation { .breaks("never\n\u{1B} \"up\" \\(high)", "climbs") }
        }
        enum Action: SpecAction {
            case climb
        }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.climb, if: mutant == .leap && s.height < 1) { $0.height += 1 }
        }
        var properties: [Property<State>] { [.always(Self.unlikely) { $0.height < 1 }] }
    }
}
