import Foundation
import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import Toys

/// `check --locked` and `--update-lock`: what is refused, and that nothing is written then.
@Suite struct LockRefusalTests: KeptLocks {
    @Test func lockThatIsMissing() async throws {
        try await withTemporaryFolder { folder in
            let outcome = await check("--locked", "\(folder)/none.json")
            #expect(outcome.status == 74)
            #expect(outcome.errors.contains("so nothing is locked; `check --update-lock` writes it"))
            let isFolder = await check("--locked", folder)
            #expect(isFolder.status == 74, "\(isFolder)")
            // A place where no file can be.
            try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
            let nowhere = await check("--update-lock", "\(folder)/file/verdicts.json")
            #expect(nowhere.status == 74 && nowhere.output.isEmpty, "\(nowhere)")
        }
    }

    @Test(arguments: [
        "--set places=3 Turnstile", "Turnstile places=3", "--mutant leap Ladder", "Turnstile --continue",
        "--continue", "--property full Turnstile", "--max-states 5", "--max-depth 5", "--max-seconds 5",
        "--max-memory 1G", "--store fingerprint", "--coverage Turnstile", "--update-counterexamples",
        "--export x", "--format junit", "--adversary-twin Turnstile",
    ])
    func whatCannotBeCombined(words: String) async throws {
        for option in ["--locked", "--update-lock"] {
            let outcome = await check("\(option) \(words)", "nowhere.json")
            #expect(outcome.status == 64 && outcome.output == "")
            #expect(outcome.errors.contains("cannot be combined with"), "\(outcome.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: "nowhere.json"))
    }

    @Test func whatMakesNoSense() async {
        let alone = await check("Turnstile", "nowhere.json")
        #expect(alone.status == 64)
        #expect(alone.errors.contains("--lock makes sense with --locked or --update-lock only"))
        let both = await check("--locked --update-lock", "nowhere.json")
        #expect(both.status == 64 && both.errors.contains("leave one of them out"))
    }

    /// What came to no end is neither locked nor said to be gone.
    @Test func interruptAndErrors() async throws {
        try await withLock { lock in
            let before = try text(of: lock)
            for option in ["--locked", "--update-lock"] {
                let cut = await check(option, lock) { session in
                    session.interrupt.heed()
                    session.interrupt.raise()
                }
                #expect(cut.status == 30, "\(cut)")
                #expect(lines(cut, lock).contains("unknown  1 more"), "\(cut)")
                #expect(lines(cut, lock).contains { $0.contains("differs") } == false)
                let broken = Self.turnstiles(adding: [.spec(Holey())])
                let outcome = await check(option, lock, over: broken)
                #expect(outcome.status == 1, "\(outcome)")
                #expect(lines(outcome, lock)[0].hasPrefix("unknown  run Holey: State has a hole"))
                let told =
                    option == "--locked"
                    ? "LOCK: 11 findings, all as locked, 1 not compared"
                    : "LOCK is as it was, because not everything is known"
                #expect(lines(outcome, lock).last == told)
            }
            #expect(try text(of: lock) == before)
        }
    }

    /// A run that the interrupt ends in its middle.
    @Test func interruptInARun() async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/verdicts.json"
            let outcome = await check("--update-lock", lock, over: Catalog([.spec(Stopped())])) {
                $0.interrupt = Stopped.interrupts.renew()
                $0.drivers = []
            }
            #expect(outcome.status == 30, "\(outcome)")
            #expect(lines(outcome, lock)[0] == "unknown  run Stopped: the interrupt ended the search")
            #expect(!FileManager.default.fileExists(atPath: lock))
        }
    }

    /// A mutant that is caught before its spec comes to a fault: where that comes depends on the search.
    @Test func faultBeyondAViolation() async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/verdicts.json"
            let tipping = Catalog([.spec(Tipping())])
            #expect(await check("--update-lock", lock, over: tipping) { $0.drivers = [] }.status == 0)
            let line = #""Tipping tips": {"outcome": "violated", "counterexamples": {"low": {"steps": 2}}}"#
            let written = try text(of: lock)
            #expect(written.contains(line))
        }
    }

    /// One instance listed twice is one finding, if it finds the same.
    @Test func namesakes() async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/verdicts.json"
            let leap = Ladder(mutant: .leap)
            for (rows, status) in [
                ([SpecInstance.caught(leap), .caught(leap)], Int32(0)), ([.caught(leap), .holds(leap)], 1),
            ] {
                let twice = Catalog([.spec(Ladder(), instances: rows)])
                let outcome = await check("--update-lock", lock, over: twice) { $0.drivers = [] }
                #expect(outcome.status == status, "\(outcome)")
                let told = lines(outcome, lock).first { $0.contains("listed twice") }
                #expect((told == nil) == (status == 0))
            }
        }
    }

    /// A counter that is interrupted on its way.
    private struct Stopped: Spec {
        static let interrupts = Interrupts()
        struct State: SpecState { var count: UInt64 = 0 }
        enum Action: SpecAction { case count }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) {
            if s.count == 5 { Self.interrupts.raise() }
            next.take(.count, if: s.count < 1000) { $0.count += 1 }
        }
        var properties: [Property<State>] { [.always("small") { $0.count < 2000 }] }
    }
}
