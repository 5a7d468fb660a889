import Foundation
import QuorateDrivers
import QuorateExplorer
import QuorateProver
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// The file of a lock: what it holds, what is refused, and that ours is of the catalog.
@Suite struct LockFileTests: KeptLocks {
    @Test(arguments: [
        ("", 65, "truncated"), ("{", 65, "truncated"), ("[]", 65, "$: expected an object, found a list of 0"),
        ("{}", 65, "$.lock: expected the version of the lock, found nothing"),
        (#"{"lock": 2, "verdicts": {}}"#, 65, "its fields have version 2, this one reads 1"),
        (#"{"lock": "1", "verdicts": {}}"#, 65, "expected the version of the lock, found \"1\""),
        (#"{"lock": 1}"#, 65, "$.verdicts: expected the verdicts by spec, found nothing"),
        (#"{"lock": 1, "verdict": {}}"#, 65, "$: expected lock, verdicts, found the key \"verdict\""),
        (#"{"lock": 1, "verdicts": []}"#, 65, "$.verdicts: expected an object"),
        (#"{"lock": 1, "verdicts": {"A": {"run": {}}}}"#, 65, "found the key \"run\""),
        (#"{"lock": 1, "verdicts": {"A": {"runs": {"A": 1}}}}"#, 65, "found the number 1"),
        (#"{"lock": 1, "verdicts": {"A": {"runs": {"A": {"a": true}}}}}"#, 65, "found true"),
        (#"{"lock": 1, "verdicts": {"A": {"runs": {"A": {"a": 0.5}}}}}"#, 65, "found the number 0.5"),
        (#"{"lock": 1, "verdicts": {"A": {"runs": {"A": {}, "A": {}}}}}"#, 65, "\"A\" appears twice"),
        (#"{"lock": 1, "verdicts": {"A": {"runs": {"A": {"a": 1, "a": 1}}}}}"#, 65, "\"a\" appears twice"),
    ])
    func malformedLocks(text: String, status: Int32, reason: String) async throws {
        try await withTemporaryFolder { folder in
            let lock = "\(folder)/verdicts.json"
            try text.write(toFile: lock, atomically: true, encoding: .utf8)
            for option in ["--locked", "--update-lock"] {
                let outcome = await check(option, lock)
                #expect(outcome.status == status && outcome.output.isEmpty, "\(outcome)")
                #expect(
                    outcome.errors.contains(reason) && outcome.errors.contains("mend the file"), "\(outcome)")
                #expect(try self.text(of: lock) == text)
            }
        }
    }

    /// Random locks: a file holds what was written, and differs from another exactly where it was changed.
    @Test func randomLocks() async throws {
        var random = SplitMix(seed: Seed.announced(5))
        try await withTemporaryFolder { folder in
            let file = LockFile(path: "\(folder)/verdicts.json")
            for _ in 0..<40 {
                let (one, other) = (random.lock(), random.lock())
                try file.write(one)
                #expect(try file.read() == one)
                let text = try self.text(of: file.path)
                try file.write(one)
                #expect(try self.text(of: file.path) == text)
                // The slow way to compare: every name and fact that one of the two has.
                let expected = Set(one.findings.keys).union(other.findings.keys).reduce(0) { count, key in
                    guard let left = one.findings[key], let right = other.findings[key] else {
                        return count + 1
                    }
                    return count + ["a", "b", "c"].count { left[$0] != right[$0] }
                }
                #expect(LockDifference.all(one.findings, other.findings).count == expected)
                // What is replaced is of the named specs, and nothing else.
                let mixed = one.replacing(["A"], by: other.findings.filter { $0.key.spec == "A" })
                for key in Set(one.findings.keys).union(other.findings.keys) {
                    #expect(mixed.findings[key] == (key.spec == "A" ? other : one).findings[key])
                }
            }
        }
    }

    /// Our own lock lists what is checked, proved and held against code, with the figures that the catalog expects.
    ///
    /// Whether they are what is found is for `check --locked`.
    @Test func ourLockIsOfTheCatalog() throws {
        let file = LockFile(path: Self.ours)
        let lock = try #require(try file.read())
        #expect(try text(of: file.path) == LockFile.text(of: lock))
        let session = Session(
            catalog: QuorateSpecs.catalog, drivers: drivers, impossibilities: Impossibility.all,
            models: ProtocolModel.all, automata: ThresholdAutomaton.all,
            consensus: ConsensusInRounds.all,
            program: "quorate",
            console: .standard)
        let runs = try CheckPlan(CheckRequest(), catalog: QuorateSpecs.catalog).runs
        let keys =
            runs.map(FinishedRun.key) + (try ProvePlan.requests(of: session)).map(ProofResult.key)
            + ConformPlan(listedBy: drivers, in: QuorateSpecs.catalog).parts.map(FinishedConformance.key)
        let difference = Set(keys).symmetricDifference(lock.findings.keys)
        #expect(difference.isEmpty, "write the lock anew: \(difference.sorted().map(\.words))")
        for run in runs {
            let facts = lock.findings[FinishedRun.key(of: run)]
            for (name, figure) in [
                ("distinct", run.expectation.figures?.distinctStates),
                ("generated", run.expectation.figures?.generatedStates),
                ("depth", run.expectation.figures?.depth),
            ] where figure != nil {
                #expect(facts?[name]?.integer == figure, "\(run.spec.label): \(name)")
            }
        }
    }

    /// Where the code leaves nothing out, as many states are held against it as other tools know of the spec; elsewhere
    /// no more.
    @Test func conformanceIsOfTheStatesOfTheSpec() throws {
        let findings = try #require(try LockFile(path: Self.ours).read()).findings
        var compared = 0
        for part in ConformPlan(listedBy: drivers, in: QuorateSpecs.catalog).parts {
            let facts = try #require(findings[FinishedConformance.key(of: part)])
            let states = try #require(facts["states"]?.integer)
            #expect(facts["verdict"] == "conforms", "\(part.label)")
            let entry = try QuorateSpecs.catalog.entry(part.target.spec)
            let known = entry.instances.first { $0.spec.label == part.label }
            guard let expected = known?.expected.distinctStates else { continue }
            #expect(facts["leftOut"] == nil ? states == expected : states <= expected, "\(part.label)")
            compared += 1
        }
        #expect(compared > 3)
    }

    /// The lock of this repository.
    private static let ours = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(LockFile.usualPath)
        .path
}

extension SplitMix {
    /// A lock of a few findings with few names, so that two of them have some in common.
    fileprivate mutating func lock() -> VerdictLock {
        var lock = VerdictLock()
        for _ in 0..<number(0..<9) {
            let key = VerdictLock.Key(
                spec: pick(["", "A", "B"]), kind: pick(VerdictLock.Kind.allCases),
                label: pick(["x \"y\"", "é\n"]))
            let names = ["a", "b", "c"].filter { _ in Bool.random(using: &self) }
            lock.findings[key] = .object(
                names.map {
                    .init(key: $0, value: [JSONValue(number(0..<3)), "text"].randomElement(using: &self)!)
                })
        }
        return lock
    }
}
