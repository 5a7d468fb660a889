import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// `check --locked` and `--update-lock`: what is noticed, what is written, and what is not.
@Suite struct LockTests: KeptLocks {
    @Test func updateThenLocked() async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/kept/verdicts.json"
            let first = await check("--update-lock", lock)
            #expect(first.status == 0, "\(first)")
            #expect(
                lines(first, lock) == [
                    "added    claim fails (refuted)", "added    claim holds (proved)",
                    "added    run Ladder leap rungs=4 mayRest=1 (violated)",
                    "added    run Ladder rungs=4 mayRest=1 (holds)",
                    "added    run Ladder stuck rungs=4 mayRest=1 (violated)",
                    "added    run Turnstile places=2 mustEnter=1 (holds)",
                    "added    run Turnstile places=3 mustEnter=0 (violated)",
                    "added    run Turnstile places=3 mustEnter=1 (holds)",
                    "added    claim Turnstile.holds (proved)",
                    "added    conformance Turnstile places=2 mustEnter=1 (conforms)",
                    "added    conformance Turnstile places=3 mustEnter=1 (conforms)",
                    "LOCK: 11 findings, 11 changes",
                ])
            let written = try text(of: lock)
            #expect(written.contains(Self.lines), "\(written)")
            let locked = await check("--locked", lock)
            #expect(locked.status == 0 && lines(locked, lock) == ["LOCK: 11 findings, all as locked"])
            let again = await check("--update-lock", lock)
            #expect(again.status == 0 && lines(again, lock) == ["LOCK: 11 findings, none changed"])
            #expect(try text(of: lock) == written)
        }
    }

    /// A finding is a line; there are no times, bytes and workers in it.
    private static let lines = #"""
                "Turnstile places=3 mustEnter=0": {"outcome": "violated", "distinct": 4, "generated": 4, "depth": 3, "properties": {"filled in the end": "violated", "full": "reached", "room for all": "holds, its premise never held"}, "counterexamples": {"filled in the end": {"steps": 0, "loop": 0}}},
        """#

    /// Every fact of the lock, changed alone, is noticed as what it is.
    @Test func everyFactIsCompared() async throws {
        try await withLock { lock in
            let document = try JSONValue(parsing: Data(text(of: lock).utf8))
            let kept = try #require(try LockFile(path: lock).read())
            let facts = try #require(document["verdicts"]).leafCount
            #expect(facts > 60)
            for position in 0..<facts {
                var rest = position
                let changed = document.changed(at: &rest)
                let text = JSONPrinter(width: .max) { depth, _ in depth <= 3 }.text(changed)
                try Data(text.utf8).write(to: URL(fileURLWithPath: lock))
                let other = try #require(try LockFile(path: lock).read())
                #expect(LockDifference.all(other.findings, kept.findings).count == 1, "\(position)")
                #expect(LockDifference.all(kept.findings, other.findings).count == 1, "\(position)")
            }
        }
    }

    @Test func bothValuesAreTold() async throws {
        try await withLock { lock in
            try edit(lock) { $0.replacing("\"depth\": 3, \"prop", with: "\"depth\": 7, \"prop") }
            let outcome = await check("--locked Turnstile", lock)
            #expect(outcome.status == 50)
            #expect(
                lines(outcome, lock) == [
                    "differs  run Turnstile places=3 mustEnter=0: depth: 7 locked, 3 found",
                    "differs  run Turnstile places=3 mustEnter=1: depth: 7 locked, 3 found",
                    "LOCK: 6 findings, 2 differences",
                ])
            let json = await check("--locked Turnstile --format json", lock)
            let whole = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(json.status == 50 && whole?.keys.contains("runs") == true)
            for (key, count) in [("runs", 3), ("claims", 1), ("conformance", 2)] {
                #expect((whole?[key] as? [Any])?.count == count)
            }
            let told = try #require(whole?["lock"] as? [String: Any])
            let differences = try #require(told["differences"] as? [[String: String]])
            #expect(told["isUpdated"] as? Bool == false && differences.count == 2)
            #expect(
                differences.first == [
                    "kind": "run", "spec": "Turnstile", "name": "Turnstile places=3 mustEnter=0",
                    "fact": "depth", "locked": "7", "found": "3",
                ])
        }
    }

    @Test func whatIsMissingAndWhatIsGone() async throws {
        try await withLock { lock in
            let other = Self.turnstiles(places: 5)
            let locked = await check("--locked", lock, over: other)
            #expect(locked.status == 50)
            #expect(
                lines(locked, lock) == [
                    "differs  run Turnstile places=2 mustEnter=1: locked as holds, and there is no such run",
                    "differs  run Turnstile places=5 mustEnter=1: not in the lock, found as holds",
                    "LOCK: 11 findings, 2 differences",
                ])
            // Of the ladder nothing is different, whatever is with the others.
            #expect(await check("--locked Ladder", lock, over: other).status == 0)
            let before = try text(of: lock)
            #expect(await check("--update-lock Ladder", lock, over: other).status == 0)
            #expect(try text(of: lock) == before)
            let update = await check("--update-lock Turnstile", lock, over: other)
            #expect(
                lines(update, lock) == [
                    "removed  run Turnstile places=2 mustEnter=1 (holds)",
                    "added    run Turnstile places=5 mustEnter=1 (holds)", "LOCK: 6 findings, 2 changes",
                ])
            #expect(await check("--locked", lock, over: other).status == 0)
            #expect(await check("--locked", lock).status == 50)
        }
    }

    /// Named specs are a part of the file, and the rest of it stays as it is, even if it is of nothing.
    @Test func namedSpecsAreOnlyTheirs() async throws {
        try await withLock { lock in
            try edit(lock) {
                $0.replacing(
                    "\"Ladder\": {",
                    with: "\"Gone\": {\n      \"runs\": {\"Gone\": {}}\n    },\n    \"Ladder\": {"
                )
                .replacing("\"outcome\": \"violated\"", with: "\"outcome\": \"broken\"")
            }
            let update = await check("--update-lock Ladder", lock)
            #expect(
                lines(update, lock).first
                    == "changed  run Ladder leap rungs=4 mayRest=1: outcome: was broken, now violated")
            let locked = await check("--locked", lock)
            #expect(
                lines(locked, lock) == [
                    "differs  claim fails: run Ladder leap rungs=2 mayRest=1 outcome: broken locked, violated found",
                    "differs  run Gone: locked as something, and there is no such run",
                    "differs  run Turnstile places=3 mustEnter=0: outcome: broken locked, violated found",
                    "LOCK: 11 findings, 3 differences",
                ])
        }
    }

    /// What is not as expected by the catalog stays so, whatever is locked.
    @Test func whatIsNotAsExpected() async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/verdicts.json"
            let survivor = Catalog([.spec(Staircase(), instances: [.holds(Staircase())])])
            #expect(
                await check("--update-lock Staircase", lock, over: survivor) { $0.drivers = [] }.status == 1)
            let locked = await check("--locked", lock, over: survivor) { $0.drivers = [] }
            #expect(locked.status == 1 && locked.output.contains("the mutant idle survives"))
            #expect(lines(locked, lock).last == "LOCK: 5 findings, all as locked")
        }
    }
}

extension JSONValue {
    /// Number of values that are no objects.
    fileprivate var leafCount: Int {
        if case .object(let members) = self { members.reduce(0) { $0 + $1.value.leafCount } } else { 1 }
    }

    /// The lock with another value at one place, counted by values that are no objects.
    fileprivate func changed(at position: inout Int) -> JSONValue {
        switch self {
        case .object(let members):
            return .object(
                members.map { member in
                    // The version of the file is no fact.
                    if member.key == "lock" { return member }
                    return Member(key: member.key, value: member.value.changed(at: &position))
                })
        case .number(let digits):
            position -= 1
            return position == -1 ? .number("7\(digits)") : self
        case .string(let text):
            position -= 1
            return position == -1 ? .string(text + " once") : self
        default: return self
        }
    }
}
