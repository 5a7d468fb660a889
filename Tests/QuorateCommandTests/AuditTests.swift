import Foundation
import QuorateQuorums
import Testing

@testable import QuorateAudit
@testable import QuorateCommand
@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import QuorateSpecs

/// Certificates of `check`, and `audit` of them.
@Suite struct AuditTests {
    private func written(_ line: String, _ body: (String, Outcome) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/states"
            let arguments = line.split(separator: " ").map(String.init)
            try await body(file, await quorate(["check"] + arguments + ["--certificate", file, "--quiet"]))
        }
    }

    @Test func whatHoldsIsWrittenAndAudited() async throws {
        try await written("Staircase --set steps=6 --workers 2") { file, check in
            #expect(check.status == 0 && check.errors.contains("the states were written to \(file)"))
            let audit = await quorate(["audit", file])
            #expect(audit.status == 0 && audit.errors == "")
            #expect(audit.output.contains("Staircase steps=6 landing=0 mayRest=1: audited\n"))
            #expect(audit.output.contains("3 properties are as they should be in them.\n"))
            #expect(audit.output.contains("States:      7 distinct, 7 generated, depth 6\n"))
            let json = await quorate(["audit", file, "--format", "json"])
            #expect(json.status == 0 && json.output.contains(#""outcome": "audited""#))
            #expect(json.output.contains(#""statesPerLevel": [1, 1, 1, 1, 1, 1, 1]"#))
        }
    }

    @Test(arguments: [
        ("Staircase --set mayRest=0", 11, "a property is broken"),
        ("Staircase --max-states 2", 30, "states are missing"),
        ("Staircase --max-depth 1", 30, "states are missing"),
        ("Holey", 64, "no property of safety"), ("Overflow", 65, "outside the range"),
    ])
    func nothingIsWrittenOtherwise(line: String, status: Int32, reason: String) async throws {
        try await written(line) { file, check in
            #expect(check.status == status)
            #expect(check.errors.contains("no certificate was written: ") || status > 50)
            #expect(check.errors.contains(reason))
            let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == [])
        }
    }

    @Test(arguments: [
        ("Staircase --mutant leap", "--certificate cannot be combined with --mutant"),
        ("Staircase Holey", "--certificate cannot be combined with another spec"),
        ("Staircase --property at", "has no property"),
        ("Staircase --store fingerprint", "--certificate cannot be combined with --store fingerprint"),
        ("--workers 1", "--certificate needs a SPEC"),
    ])
    func requestsThatMakeNoSense(line: String, message: String) async throws {
        try await written(line) { file, check in
            #expect(check.status == 64 && check.output == "" && check.errors.contains(message))
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func filesThatCannotBeWrittenOrRead() async throws {
        let nowhere = await quorate("check Staircase --certificate nowhere/states")
        #expect(nowhere.status == 74 && nowhere.output == "")
        #expect(await quorate("check Staircase --certificate /dev/null").status == 74)
        #expect(await quorate("audit nowhere/states").status == 74)
        #expect(await quorate(["audit", ""]).status == 74)
        #expect(await quorate("audit").status == 64)
        let readme = await quorate("audit README.md Package.swift")
        #expect(readme.status == 65 && readme.errors.contains("this is no certificate"))
        #expect(await quorate("audit README.md --max-memory -1G").status == 64)
    }

    @Test func damagedAndForgedFiles() async throws {
        try await written("Staircase") { file, _ in
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            func audit(_ bytes: [UInt8], _ options: [String] = []) async throws -> Outcome {
                try Data(bytes).write(to: URL(fileURLWithPath: file))
                return await quorate(["audit", file] + options)
            }
            let short = try await audit(Array(bytes.dropLast(3)))
            #expect(short.status == 65 && short.errors.contains("the certificate stops in the middle"))
            var flipped = bytes
            flipped[bytes.count - 9] ^= 1
            #expect(try await audit(flipped).status == 65)
            flipped.replaceSubrange((bytes.count - 8)..., with: Self.checksum(flipped.dropLast(8)))
            let forged = try await audit(flipped)
            #expect(forged.status == 50 && forged.output.contains(": rejected: "))
            let small = try await audit(bytes, ["--max-memory", "1K"])
            #expect(small.status == 30 && small.errors.contains("--max-memory"))
            #expect(small.errors.contains("do not fit into the 1.0 KiB that"))
            // What cannot be read keeps nothing else from being audited.
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let beside = await quorate(["audit", "nowhere/states", file])
            #expect(beside.status == 1 && beside.output.contains(": audited"), "\(beside)")
            let both = await quorate(["audit", file, "README.md"])
            #expect(both.status == 1 && both.output.contains("1 certificate, all as expected, 1 error"))
        }
    }

    /// One state for all that differ by names; without the property of liveness, which it says nothing of.
    @Test func aSetUpToNames() async throws {
        let safety = [
            "consistency", "every manager commits", "every manager aborts", "a manager aborts by itself",
        ]
        let options = safety.flatMap { ["--property", $0] }
        try await withTemporaryFolder { folder in
            func check(_ managers: Int, _ options: [String]) async -> (Outcome, Outcome) {
                let file = "\(folder)/\(managers)"
                let arguments = ["check", "TwoPhaseCommit", "managers=\(managers)", "--symmetry", "--quiet"]
                let check = await quorate(arguments + options + ["--certificate", file], over: catalog)
                return (check, await quorate(["audit", file], over: catalog))
            }
            let (written, audit) = await check(2, options)
            #expect(written.status == 0 && audit.status == 0, "\(written) \(audit)")
            #expect(written.errors.contains("hold; liveness \"non-blocking\" is not covered (not asked for)"))
            #expect(audit.output.contains("the others, in which {r0, r1} trade names, were looked at"))
            #expect(audit.output.contains("Not covered: liveness: \"non-blocking\""))
            let (some, _) = await check(2, Array(options.dropLast(2)))
            #expect(some.status == 64 && some.errors.contains("leaves one out only if it is of liveness"))
        }
    }

    /// Orders of the names of eight replicas are not looked through, so no file is written.
    @Test func tooManyNames() async throws {
        let crowd = Catalog([.spec(Crowd())])
        try await withTemporaryFolder { folder in
            let file = "\(folder)/states"
            let arguments = ["check", "Crowd", "--symmetry", "--quiet", "--certificate", file]
            let check = await quorate(arguments, over: crowd)
            let audit = await quorate(["audit", file], over: crowd)
            #expect(check.status == 64 && check.errors.contains("in more than 5040 ways"), "\(check)")
            #expect(audit.status == 74 && audit.output == "")
        }
    }

    /// The note promises nothing of a property whose ranking had no room.
    @Test func aRankingWithoutRoom() async throws {
        try await withTemporaryFolder { folder in
            var request = CheckRequest(arguments: ["TwoPhaseCommit"], workers: 1)
            request.settings = ["managers=2"]
            let plan = try CheckPlan(request, catalog: catalog)
            let certificate = try CheckCertificate("\(folder)/states", of: plan, request)
            var explorer = Explorer(erased: plan.runs[0].spec, workers: 1)
            certificate.request(of: &explorer)
            let write = explorer.certificate!
            explorer.certificate = { piece in
                guard case .end = piece else { return try write(piece) }
                try write(.end(uncovered: [UncoveredLiveness(name: "non\nblocking", reason: .noMemory)]))
            }
            let report = try await explorer.run()
            let run = FinishedRun(
                planned: plan.runs[0], started: Date(), report: report,
                judgement: Judgement(report, of: plan.runs[0]), files: [])
            let note = try certificate.conclude(JobResults([.made(run)], notStarted: [], seconds: 0))
            #expect(
                note.hasSuffix(
                    #"properties hold; liveness "non\nblocking" is not covered (no memory for its ranking)"#))
        }
    }

    /// A claim about a constraint says so.
    @Test func withinAConstraint() async throws {
        let bounded = Catalog([.spec(BoundedStairs())])
        try await withTemporaryFolder { folder in
            let file = "\(folder)/states"
            let check = await quorate(
                ["check", "BoundedStairs", "--certificate", file, "--quiet"], over: bounded)
            #expect(check.status == 0, "\(check)")
            let text = await quorate(["audit", file], over: bounded).output
            #expect(text.contains("These are the states reachable within the constraint \"low\", with those"))
            #expect(!text.contains("These are the reachable states"))
            let json = await quorate(["audit", file, "--format", "json"], over: bounded).output
            #expect(json.contains("\"constraint\": \"low\""))
        }
    }

    /// An interrupt takes the certificate, and not the verdict.
    @Test func interruptedWhileItIsWritten() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/states"
            var request = CheckRequest(arguments: ["TwoPhaseCommit"], workers: 1)
            request.settings = ["managers=6"]
            let plan = try CheckPlan(request, catalog: catalog)
            let certificate = try CheckCertificate(path, of: plan, request)
            var explorer = Explorer(erased: plan.runs[0].spec, workers: 1)
            certificate.request(of: &explorer)
            let (write, interrupt) = (explorer.certificate!, Interrupt())
            interrupt.heed()
            explorer.certificate = {
                try write($0)
                if !interrupt.isRaised { interrupt.raise() }
            }
            let report = try await explorer.run(until: interrupt)
            #expect(report.outcome == .holds && certificate.isCutShort(report))
            let judgement = Judgement(report, of: plan.runs[0])
            #expect(judgement.isAsExpected && judgement.withoutCertificate.status == .inconclusive)
            let run = FinishedRun(
                planned: plan.runs[0], started: Date(), report: report,
                judgement: judgement.withoutCertificate, files: [])
            let note = try certificate.conclude(JobResults([.made(run)], notStarted: [], seconds: 0))
            #expect(note == "no certificate was written: interrupted while it was written")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt64($0))) }
    }

    @Test(
        arguments: [
            (nil, 0), (.broken("a", .always, [], level: 1), 12),
            (.broken("a", .deadlockFreedom, [], level: 1), 11), (.notReached("a"), 20),
            (.neverTaken("a"), 20),
            (.noStates, 50), (.twice(words: [1]), 50), (.figure("depth", claimed: "1", found: "2"), 50),
        ] as [(AuditFinding?, Int32)])
    func findingsHaveTheStatusOfTheirKind(finding: AuditFinding?, status: Int32) {
        var result = AuditResult(spec: fixtures.entries[0].standard, covered: ["a"], uncovered: [])
        result.finding = finding
        let audited = AuditedFile(file: "f", result: result)
        #expect(audited.status.rawValue == status)
    }
}

/// Stairs without an end, looked at as far as the third step.
private struct BoundedStairs: Spec {
    struct State: SpecState { var step = BoundedInt<0, 9>(0) }
    enum Action: SpecAction { case climb }
    static var name: String { "BoundedStairs" }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb) { $0.step += 1 }
    }
    var properties: [Property<State>] { [.always("above the ground") { $0.step >= 0 }] }
    var constraint: StateConstraint<State>? { .init("low") { $0.step < 3 } }
}

/// Eight replicas that do nothing.
private struct Crowd: SymmetricSpec {
    struct State: SpecState { var members = ReplicaSet() }
    enum Action: SpecAction { case rest }
    static var name: String { "Crowd" }
    var replicas: ReplicaSet { ReplicaSet(count: 8) }
    var interchangeable: Interchangeable { .all(replicas) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.rest) { _ in } }
    var properties: [Property<State>] { [.always("nobody") { $0.members.isEmpty }] }
}
