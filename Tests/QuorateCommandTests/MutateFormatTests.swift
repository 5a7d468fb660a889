import Foundation
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import QuorateTraces
@testable import Toys

/// What `quorate mutate` tells hosts of code and servers: each answer that is missing, at its line.
@Suite struct MutateFormatTests {
    private static let stale = Catalog([.spec(Bells<WaiverOfTheNoticed>())])
    private static let committee = Catalog([
        .spec(Committee(), instances: [SpecInstance(Committee(), .holds(distinct: 24))])
    ])
    private static let bells = "Tests/QuorateCommandTests/Bells.swift"

    /// Nobody knows of what otherwise survives.
    private static let undecided: @Sendable ([String]) async throws -> String = { arguments in
        try await mutantsInProcess(over: Catalog([.spec(Bells<NoWaiver>())]))(arguments)
            .replacing("\"fate\":\"survived\"", with: "\"fate\":\"undecided\"")
    }

    private func mutate(
        _ format: Format, _ arguments: String = "", over catalog: Catalog,
        process: (@Sendable ([String]) async throws -> String)? = nil,
        adjusting adjust: (inout Session) -> Void = { _ in }
    ) async -> Outcome {
        let words = "mutate --quiet \(arguments) --format \(format.rawValue)"
        let outcome = await quorate(words.split(separator: " ").map(String.init), over: catalog) {
            $0.mutantProcess = process ?? mutantsInProcess(over: catalog)
            $0.sources = sources
            $0.environment = [:]
            adjust(&$0)
        }
        #expect(outcome.problem(as: format) == nil)
        return outcome
    }

    /// Rule, level and file of each result; and the text of its line.
    private func told(_ outcome: Outcome) throws -> (remarks: [String], lines: [String], texts: [String]) {
        let results = SARIFCheck(outcome.output, root: repository).results
        let places = results.map { $0["locations"]?.elements?[0]["physicalLocation"] }
        let files = places.map { $0?["artifactLocation"]?["uri"]?.name ?? "" }
        let lines = try zip(files, places).map { file, place in
            if file.isEmpty { return "no place" }
            let text = try String(contentsOfFile: "\(repository)/\(file)", encoding: .utf8)
            let number = try #require(place?["region"]?["startLine"]?.integer)
            return String(text.split(separator: "\n", omittingEmptySubsequences: false)[number - 1])
        }
        let remarks = zip(results, files).map {
            "\($0["ruleId"]?.name ?? "") \($0["level"]?.name ?? "") \($1)"
        }
        let fingerprints = Set(results.map { $0["partialFingerprints"]?["quorateRun/v1"]?.name })
        #expect(fingerprints.count == results.count)
        return (remarks, lines, results.map { $0["message"]?["text"]?.name ?? "" })
    }

    @Test func survivorsInSARIF() async throws {
        let outcome = await mutate(.sarif, over: Catalog([.spec(Bells<NoWaiver>())]))
        let (remarks, lines, texts) = try told(outcome)
        #expect(outcome.status == 21)
        #expect(remarks == Array(repeating: "mutate/survivor error \(Self.bells)", count: 3))
        #expect(lines.allSatisfy { $0.contains("next.take(.ring,") }, "\(lines)")
        #expect(texts[0].hasPrefix("Nobody notices drop-guard Bells.swift:"), "\(texts)")
        #expect(
            texts[0].hasSuffix(
                " ring in Bells: the guard is not asked. After 1 step: ring can be taken too, to hasRung = true."
            ), "\(texts)")
        // A waiver answers one, and the others are told all the same.
        let some = await mutate(.sarif, over: Catalog([.spec(Bells<WaiversByNumber>())]))
        #expect(try told(some).texts == [texts[0]])
    }

    /// What has no `take` stands at the claim, or at the spec.
    @Test func survivorsElsewhere() async throws {
        let outcome = await mutate(.sarif, over: Catalog([.spec(Careful())]))
        let (_, lines, texts) = try told(outcome)
        let places = Dictionary(zip(texts, lines)) { first, _ in first }
        let claim = places.first { $0.key.hasPrefix("Nobody notices drop-hypothesis n < 100 1 in Careful:") }
        #expect(claim?.value.contains("Claim(\"careful\"") == true, "\(places)")
        #expect(
            claim?.key.hasSuffix("that have it. Of its claims: careful proved without it.") == true,
            "\(places)")
        let start = places.first { $0.key.hasPrefix("Nobody notices drop-initial-state 2 in Careful:") }
        #expect(start?.value.contains(" Careful: Spec {") == true, "\(places)")
        #expect(start?.key.hasSuffix("At the start: no run begins in place = 2.") == true, "\(places)")
    }

    @Test func othersInSARIF() async throws {
        let stale = await mutate(.sarif, over: Self.stale)
        let (remarks, lines, texts) = try told(stale)
        #expect(stale.status == 50 && remarks == ["mutate/stale-waiver error \(Self.bells)"])
        #expect(lines[0].contains(".waive(.neverTake, \"open\""))
        #expect(
            texts == [
                "Bells: the waiver of never-take open 1 waives nothing. It can be taken out: the mutant is noticed."
            ])
        let open = await mutate(.sarif, over: Catalog([.spec(Bells<NoWaiver>())]), process: Self.undecided)
        #expect(open.status == 30)
        #expect(
            try told(open).remarks == Array(repeating: "mutate/undecided warning \(Self.bells)", count: 3))
        let small = await mutate(.sarif, "--max-states 1", over: Self.committee)
        #expect(small.status == 30)
        #expect(try told(small).remarks == ["mutate/no-instance warning Tests/Toys/Committee.swift"])
        let fine = await mutate(.sarif, over: Catalog([.spec(Bells<FittingWaivers>())]))
        #expect(try fine.status == 0 && told(fine).remarks == [])
    }

    /// A waiver is not stale because nothing was made.
    @Test func noInstanceMakesNoWaiverStale() async throws {
        let small = await mutate(.sarif, "--max-states 1", over: Self.stale)
        #expect(small.status == 30)
        #expect(try told(small).remarks == ["mutate/no-instance warning \(Self.bells)"])
    }

    @Test func junit() async {
        func suite(_ outcome: Outcome) -> String {
            let line = outcome.output.split(separator: "\n").first { $0.contains("<testsuite ") } ?? ""
            return String(line)
        }
        let some = await mutate(.junit, over: Catalog([.spec(Bells<WaiversByNumber>())]))
        #expect(some.status == 21)
        #expect(
            suite(some).contains(#"name="Bells" tests="6" failures="1" errors="0" skipped="0""#), "\(some)")
        #expect(some.output.contains(#"name="drop-guard ring 1""#) && some.output.contains(Self.bells))
        #expect(some.output.contains(#"<failure type="Survived" message="after 1 step: ring can be taken"#))
        #expect(some.output.components(separatedBy: "<system-out>waived: nobody hears it<").count == 3)
        #expect(some.output.contains("<system-out>noticed by an open door<"), "\(some.output)")
        #expect(some.output.contains("<system-out>equivalent<"))
        let stale = await mutate(.junit, over: Self.stale)
        #expect(suite(stale).contains(#"tests="7" failures="1""#), "\(stale)")
        #expect(stale.output.contains(#"name="waiver of never-take open 1""#))
        let open = await mutate(.junit, over: Catalog([.spec(Bells<NoWaiver>())]), process: Self.undecided)
        #expect(suite(open).contains(#"tests="6" failures="0" errors="0" skipped="3""#), "\(open)")
        let small = await mutate(.junit, "--max-states 1", over: Self.committee)
        #expect(small.output.contains(#"<skipped message="no instance is small enough; "#))
    }

    /// A spec of which nothing could be made, and one that was not begun with.
    @Test func failuresAndInterrupts() async {
        let two = Catalog([.spec(Bells<NoWaiver>()), .spec(Holey())])
        for format in [Format.junit, .sarif, .github, .markdown] {
            let failed = await mutate(format, over: two)
            #expect(failed.status == 1 && failed.output.contains("Holey"), "\(failed)")
            #expect(failed.output.contains("drop-guard"))
            let early = await mutate(format, over: two, process: nil) {
                $0.interrupt.heed()
                $0.interrupt.raise()
            }
            #expect(early.status == 30, "\(format)")
        }
    }

    @Test func markdown() async {
        let outcome = await mutate(.markdown, over: Catalog([.spec(Bells<WaiversByNumber>())]))
        #expect(outcome.status == 21)
        #expect(outcome.output.hasPrefix("## `quorate mutate`: 1 spec, 1 not as expected\n"))
        #expect(
            outcome.output.contains(
                "| Spec | Mutants | Noticed | Equivalent | Undecided | Waived | Survivors | As expected |\n"))
        #expect(outcome.output.contains("\n| `Bells` | 6 | 2 | 1 | 0 | 2 | 1 | **NO** |\n"))
        #expect(outcome.output.contains("\n- Nobody notices drop-guard Bells.swift:"))
        #expect(outcome.output.contains("to hasRung = true. (`\(Self.bells):"), "\(outcome.output)")
        let fine = await mutate(.markdown, over: Catalog([.spec(Bells<FittingWaivers>())]))
        #expect(fine.output.hasSuffix("\n| `Bells` | 6 | 2 | 1 | 0 | 3 | 0 | yes |\n\n"), "\(fine.output)")
    }

    @Test func github() async {
        let outcome = await mutate(.github, over: Catalog([.spec(Bells<WaiversByNumber>())]))
        let commands = WorkflowRunner.commands(in: outcome.output)
        #expect(outcome.status == 21 && commands.map(\.name) == ["error"])
        #expect(commands.first?.properties["file"] == Self.bells)
        #expect(commands.first?.properties["title"]?.hasPrefix("nobody notices drop-guard") == true)
        #expect(outcome.output.hasPrefix("Bells: 6 mutants: 1 survived, 2 waived,"))
        let fine = await mutate(.github, over: Catalog([.spec(Bells<FittingWaivers>())]))
        #expect(fine.status == 0 && WorkflowRunner.commands(in: fine.output).isEmpty)
    }
}

/// One hypothesis too many, and one initial state.
struct Careful: Spec {
    struct State: SpecState {
        var place: UInt32 = 1
        var isDone: UInt32 = 0
    }
    enum Action: SpecAction { case act }
    var initialStates: [State] { [State(place: 1), State(place: 2)] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.act, if: s.isDone == 0) { $0.isDone = 1 }
    }
    var properties: [Property<State>] { [.reachable("the act") { $0.isDone == 1 }] }
    var claims: [Claim] {
        let n: Quantity = "n"
        let f: Quantity = "f"
        return [
            Claim("careful", "Three times as many are more than twice as many.") {
                n > 3 * f
                f > 0
                n < 100
            } then: {
                n > 2 * f
            }
        ]
    }
}
