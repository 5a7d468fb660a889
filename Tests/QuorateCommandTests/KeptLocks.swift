import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import QuorateReplay
import Testing

@testable import QuorateCommand
@testable import Toys

/// A catalog with something of every kind, and its lock.
protocol KeptLocks {}

extension KeptLocks {
    /// Instances that hold, break something and go on for ever, none with figures; claims; and code.
    static var turnstiles: Catalog { turnstiles() }

    static func turnstiles(places: Int = 2, adding more: [Catalog.Entry] = []) -> Catalog {
        let turnstile = Catalog.Entry.spec(
            Turnstile(),
            instances: [
                .holds(Turnstile()), .holds(Turnstile(places: places)),
                .violates("filled in the end", Turnstile(mustEnter: false)),
            ])
        let run = ProveTests.fails.run(by: "Ladder", mutant: "leap", settings: ["rungs": ProveTests.n])
        return Catalog(
            [turnstile, .spec(Ladder())] + more, claims: [ProveTests.holds, run.refuted()])
    }

    static var code: [ReplayTarget] {
        [.driver(TurnstileDriver.self, for: Turnstile(), instances: [["places": 2], ["places": 3]])]
    }

    func check(
        _ words: String, _ lock: String, over catalog: Catalog = Self.turnstiles,
        adjusting adjust: (inout Session) -> Void = { _ in }
    ) async -> Outcome {
        let words = words.split(separator: " ").map(String.init)
        return await quorate(["check", "--lock", lock, "--quiet"] + words, over: catalog) {
            $0.drivers = Self.code
            adjust(&$0)
        }
    }

    /// The lines about the lock, without the file's name.
    func lines(_ outcome: Outcome, _ lock: String) -> [String] {
        let marks = ["differs", "unknown", "added", "changed", "removed", "LOCK"]
        return outcome.output.split(separator: "\n").map { String($0.replacing(lock, with: "LOCK")) }
            .filter { line in marks.contains { line.hasPrefix($0) } }
    }

    /// A lock that is up to date.
    func withLock(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/kept/verdicts.json"
            let outcome = await check("--update-lock", lock)
            #expect(outcome.status == 0, "\(outcome)")
            try await body(lock)
        }
    }

    func text(of lock: String) throws -> String { try String(contentsOfFile: lock, encoding: .utf8) }

    func edit(_ lock: String, _ edit: (String) -> String) throws {
        let old = try text(of: lock)
        #expect(edit(old) != old)
        try edit(old).write(toFile: lock, atomically: true, encoding: .utf8)
    }
}

/// People go through a turnstile until every place is taken; nobody has to.
struct Turnstile: Spec {
    var places = 3
    var mustEnter = true
    var parameters: [Parameter<Self>] {
        [Parameter("places", \.places, in: 1...9), Parameter("mustEnter", \.mustEnter)]
    }
    struct State: SpecState { var taken: UInt64 = 0 }
    enum Action: SpecAction { case enter }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.enter, if: s.taken < places) { $0.taken += 1 }
    }
    var fairness: [Fairness<Self>] { mustEnter ? [.weak("enter", actions: "enter")] : [] }
    var properties: [Property<State>] {
        let places = UInt64(places)
        return [
            .always("room for all", when: { $0.taken > 99 }, then: { $0.taken <= places }),
            .reachable("full") { $0.taken == places },
            .eventually("filled in the end") { $0.taken == places },
        ]
    }
    var claims: [Claim] { [ProveTests.holds] }
}

/// The code of a turnstile, which is a number.
struct TurnstileDriver: Driver {
    struct System: RealSystem {
        var taken: UInt64 = 0
        var outbox = Outbox()
    }
    enum Input: Hashable, Sendable { case enter }

    let places: Int
    init?(_ spec: Turnstile, code: CodeUnderTest<NoMutant>) { places = spec.places }
    func system(startingIn state: Turnstile.State) throws -> System { System(taken: state.taken) }
    func stimulus(for action: Turnstile.Action, in system: System) -> Stimulus<Input> {
        .local(.enter, at: 0)
    }
    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        if system.taken < places { system.taken += 1 }
    }
    func observe(_ system: System, in state: inout Turnstile.State) { state.taken = system.taken }
}
