import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateTraces
@testable import Toys

/// `quorate simulate`, in this process.
@Suite struct SimulateTests {
    @Test func runsThatBreakNothing() async {
        let outcome = await quorate("simulate Staircase --runs 20 --seed 4")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("Staircase steps=4 landing=0 mayRest=1: no violation in 20 runs"))
        #expect(outcome.output.contains("20 by swarm from seed 4"))
        #expect(!outcome.output.contains("holds"))
    }

    @Test func mutantIsCaughtAndItsRunIsKept() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await quorate("simulate Staircase --mutant leap --export \(folder)")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("As expected: the mutant leap"))
            let shown = await quorate("show \(folder)/Staircase/leap.itf.json")
            #expect(shown.status == 0 && shown.output.contains("breaks \"on the stairs\""), "\(shown)")
        }
    }

    /// The line that a report gives makes the same runs again.
    @Test func advisedLineReproduces() async throws {
        let first = await quorate("simulate Overflow last=4 --workers 2 --depth 9 --seed 11")
        #expect(first.status == 12, "\(first)")
        let line = try #require(first.output.split(separator: "\n").first { $0.hasPrefix("Reproduce:") })
        let words = line.split(separator: " ").dropFirst(2).map(String.init)
        let again = await quorate(words)
        #expect(again.status == 12)
        #expect(Self.lasting(again.output) == Self.lasting(first.output))
    }

    private static func lasting(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.contains(" figures ") }
    }

    @Test(arguments: SimulateCommand.formats)
    func everyFormat(format: Format) async throws {
        let outcome = await quorate(
            ["simulate", "Overflow", "last=4", "--format", format.rawValue], over: fixtures
        ) {
            $0.environment = [:]
        }
        #expect(outcome.status == 12, "\(outcome)")
        #expect(outcome.problem(as: format) == nil)
        if format == .markdown { #expect(outcome.output.contains("Overflow")) }
    }

    /// One that falls by another property may fall by this one in later runs, and no number of runs shows that something is never reached.
    @Test(arguments: [("trapdoor", Int32(30), "falls by \"no dead end\""), ("give-up", 30, "is not reached")])
    func mutantsThatRunsDoNotCatch(mutant: String, status: Int32, words: String) async {
        let outcome = await quorate("simulate Staircase --runs 100 --mutant " + mutant)
        #expect(outcome.status == status && outcome.output.contains(words), "\(outcome)")
    }

    /// That no run finds the way is no verdict on the mutant.
    @Test func mutantThatIsNotCaughtIsAnOpenQuestion() async {
        let outcome = await quorate("simulate Staircase --mutant leap --runs 1 --depth 1")
        #expect(outcome.status == 30, "\(outcome)")
        #expect(outcome.output.contains("was not caught by \"on the stairs\" in 1 run"))
    }

    @Test(arguments: [
        ("--runs 0", "--runs 0"), ("--depth 0", "--depth 0"), ("--max-seconds 0", "--max-seconds 0"),
        ("--seeds 3", "--compare"), ("--compare --seeds 0", "--seeds 0"), ("--workers 0", "--workers 0"),
        ("--compare --export x", "--export"), ("--strategy luck", "luck"), ("steps=9999", "steps=9999"),
        ("--depth 2000000", "at most 1000000"),
    ])
    func badArguments(arguments: String, named: String) async {
        let outcome = await quorate("simulate Staircase " + arguments)
        #expect(outcome.status == 64 && outcome.errors.contains(named), "\(outcome)")
        #expect(outcome.output.isEmpty)
    }

    @Test func specsThatCannotBeRun() async {
        #expect(await quorate("simulate Holey").status == 65)
        #expect(await quorate("simulate Overflow").status == 65)
        #expect(await quorate("simulate Nobody").status == 64)
        #expect(await quorate("simulate").status == 64)
    }

    @Test func strategiesAreCompared() async {
        let outcome = await quorate("simulate Staircase --compare --seeds 3 --runs 50")
        #expect(outcome.status == 0, "\(outcome)")
        let row = outcome.output.split(separator: "\n").first { $0.contains("Staircase leap") }
        #expect(row?.contains("on the stairs") ?? false)
        #expect(outcome.output.contains("medians over the seeds 1 to 3"))
        let json = await quorate("simulate Staircase --compare --seeds 1 --runs 5 --format json")
        #expect(json.problem(as: .json) == nil && json.status == 0)
    }
}
