import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// The same as ``BatchTests`` of instances of code and of claims.
@Suite struct BatchOfOthersTests: StairsBatch {
    /// An instance that a driver should not list, between two that conform.
    @Test(arguments: ["text", "json", "junit"])
    func conformGoesOn(format: String) async {
        let target = ReplayTarget.driver(
            StairsDriver<Seeing>.self, for: Staircase(),
            instances: [["steps": 3], ["steps": 2, "landing": 5], ["steps": 2]])
        let outcome = await command(["conform", "--quiet", "--format", format], drivers: [target])
        #expect(outcome.status == 65)
        #expect(outcome.output.contains("its driver lists what cannot be run: the spec refuses these"))
        for steps in [2, 3] {
            let found = [
                "text": "Staircase steps=\(steps) landing=0 mayRest=1: the code conforms",
                "json": "{\"steps\": \(steps), \"landing\": 0, \"mayRest\": 1}",
                "junit": "name=\"Staircase steps=\(steps) landing=0 mayRest=1\"",
            ]
            #expect(outcome.output.contains(found[format] ?? "none"), "\(outcome.output)")
        }
    }

    /// A claim that means nothing, beside one that is proved.
    @Test(arguments: ["text", "json"])
    func proveGoesOn(format: String) async {
        let empty = Claim("empty", "Says nothing.") {
            ProveTests.n >= 1
        } then: {
        }
        let claims = [empty, ProveTests.holds]
        let outcome = await command(["prove", "--format", format], claims: claims)
        // One question was answered and the other was not: unlike statuses.
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("nothing follows `then:`"), "\(outcome)")
        #expect(outcome.output.contains(format == "text" ? "ok      proved" : "\"verdict\": \"proved\""))
        if format == "text" { #expect(outcome.output.contains("1 question not asked, because of an error")) }
    }

    /// A line that says "holds" says within what.
    @Test func constraintInTheList() async {
        let outcome = await quorate("check --workers 1", over: Catalog([.spec(Fenced())]))
        #expect(outcome.output.contains("  holds within the constraint \"at most five\"\n"), "\(outcome)")
    }

    /// A counter without an end, within a fence.
    private struct Fenced: Spec {
        struct State: SpecState { var count: UInt64 = 0 }
        enum Action: SpecAction { case count }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) { next.take(.count) { $0.count += 1 } }
        var properties: [Property<State>] { [.always("small") { $0.count < 9 }] }
        var constraint: StateConstraint<State>? { StateConstraint("at most five") { $0.count <= 5 } }
    }
}

/// Commands over the fixtures and the ladder, of which only the staircase has code.
protocol StairsBatch {}

extension StairsBatch {
    static var stairs: ReplayTarget {
        ReplayTarget.driver(
            StairsDriver<Seeing>.self, for: Staircase(), instances: [["steps": 3], ["steps": 2]])
    }

    func command(
        _ arguments: [String], drivers: [ReplayTarget] = [Self.stairs], claims: [Claim] = []
    ) async -> Outcome {
        let catalog = Catalog(fixtures.entries + [.spec(Ladder())], claims: claims)
        return await quorate(arguments, over: catalog) {
            $0.drivers = drivers
            $0.freshProcess = { arguments in
                let trace = try ITF.trace(fromFile: arguments[1])
                let target = try #require(drivers.first { $0.spec == trace.spec })
                return try target.replay(trace, arguments.contains("mutant")).transcript.text
            }
        }
    }
}
