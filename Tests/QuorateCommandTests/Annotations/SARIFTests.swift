import QuorateDrivers
import QuorateLanguage
import QuorateReplay
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import QuorateTraces
@testable import Toys

/// SARIF of each command: what is a result, of which rule, at which line, and with which steps.
@Suite struct SARIFTests {
    private static let round = Catalog([.spec(Roundabout())])

    /// Rule, level and line of each result, as in `always/on-the-stairs error Tests/Toys/Staircase.swift`.
    private func told(_ check: SARIFCheck) -> [String] {
        check.results.map { result in
            let place = result["locations"]?.elements?[0]["physicalLocation"]?["artifactLocation"]?["uri"]
            return [result["ruleId"], result["level"], place].compactMap { $0?.name }.joined(separator: " ")
        }
    }

    private static let stairs = "Tests/Toys/Staircase.swift"

    @Test(arguments: [
        (
            "check Staircase", Int32(1),
            [
                "mutant/idle error STAIRS", "mutant/trapdoor error STAIRS",
                "reachable/at-the-top warning STAIRS", "deadlock-freedom/no-dead-end error STAIRS",
            ]
        ),
        ("check Staircase steps=5", 0, []),
        ("check Staircase --mutant leap", 0, []),
        ("check Staircase mayRest=0", 11, ["deadlock-freedom/no-dead-end error STAIRS"]),
        ("check Staircase --mutant idle", 21, ["mutant/idle error STAIRS"]),
        ("check Overflow last=4", 12, ["always/a-b-c-it-s-d error Tests/Toys/Overflow.swift"]),
        (
            "check Sleeper --continue", 20,
            [
                "reachable/noon warning Tests/Toys/Sleeper.swift",
                "premise/breakfast warning Tests/Toys/Sleeper.swift",
                "action/wake warning Tests/Toys/Sleeper.swift",
            ]
        ),
        (
            "check Staircase --max-depth 1", 30,
            [
                "always/on-the-stairs note STAIRS", "reachable/at-the-top note STAIRS",
                "deadlock-freedom/no-dead-end note STAIRS",
            ]
        ),
        (
            "check Holey Overflow", 65,
            [
                "error/malformed-input error Tests/Toys/Holey.swift",
                "error/malformed-input error Tests/Toys/Overflow.swift",
            ]
        ),
    ])
    func checks(line: String, status: Int32, expected: [String]) async {
        let (ended, check) = await sarif("\(line) --workers 1")
        #expect(ended == status && check.mistakes == [], "\(check.mistakes)")
        #expect(told(check) == expected.map { $0.replacing("STAIRS", with: Self.stairs) })
        #expect(check.invocation["exitCode"] == JSONValue(Int(status)))
    }

    /// What is listed with other figures than it has, and what is listed to break something and does not.
    @Test func figuresAndVerdicts() async {
        let catalog = Catalog([
            .spec(
                Staircase(),
                instances: [
                    SpecInstance(Staircase(), .holds(distinct: 9, source: "")),
                    SpecInstance(Staircase(steps: 2), .violates("on the stairs", source: "")),
                    SpecInstance(
                        Staircase(steps: 3, mutant: .leap),
                        .violates("on the stairs", distinct: 5, source: "")),
                ])
        ])
        // The violation is in the last level that is expanded, so the figures are not known.
        let (_, whole) = await sarif("check --max-depth 4", over: catalog)
        #expect(whole.mistakes == [])
        #expect(told(whole).contains("search/limit note \(Self.stairs)"), "\(told(whole))")
        let (status, check) = await sarif("check", over: catalog)
        #expect(status == 1 && check.mistakes == [])
        #expect(
            told(check).prefix(2) == [
                "figures/staircase error \(Self.stairs)", "mutant/on-the-stairs error \(Self.stairs)",
            ],
            "\(told(check))")
    }

    /// What holds only if replicas are interchangeable is no silent pass; what is proved is.
    @Test(arguments: [(6, ["search/symmetry note"]), (3, [])])
    func conditions(managers: Int, expected: [String]) async {
        let (status, check) = await sarif(
            "check TwoPhaseCommit managers=\(managers) --symmetry --property consistency",
            over: QuorateSpecs.catalog)
        #expect(status == 0 && check.mistakes == [])
        #expect(told(check).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == expected)
    }

    /// Each line is the one of the `take`, the property or the type: the words there say so.
    @Test func linesAreTheRightOnes() async throws {
        let (_, check) = await sarif("check Overflow last=4")
        let source = try String(contentsOfFile: "\(repository)/Tests/Toys/Overflow.swift", encoding: .utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        func line(_ location: JSONValue?) throws -> Substring {
            lines[try #require(location?["physicalLocation"]?["region"]?["startLine"]?.integer) - 1]
        }
        let result = try #require(check.results.first)
        #expect(try line(result["locations"]?.elements?[0]).contains(".always(Self.nastyProperty)"))
        let flow = try #require(result["codeFlows"]?.elements?[0]["threadFlows"]?.elements?[0])
        let steps = try #require(flow["locations"]?.elements)
        #expect(steps.count == 4 && flow["id"] == "environment")
        #expect(try steps.allSatisfy { try line($0["location"]).contains("next.take(.increase(1)") })
        #expect(steps[2]["location"]?["message"]?["text"] == "3. increase(1)")
        #expect(steps[2]["state"]?["count"]?["text"] == "3")
    }

    @Test func threadFlowsAndLoop() async throws {
        let (status, check) = await sarif("check Roundabout", over: Self.round)
        #expect(status == 13 && check.mistakes == [], "\(check.mistakes)")
        let result = try #require(check.results.first)
        #expect(result["ruleId"] == "eventually/rests-here-1-0")
        #expect(
            result["message"]?["text"]
                == #""rests [here] (1) {{0}}" is violated by a loop of 3 steps after 1 in Roundabout stays=0."#
        )
        let flows = try #require(result["codeFlows"]?.elements?[0]["threadFlows"]?.elements)
        #expect(flows.map { $0["id"]?.name } == ["r0", "r1", "adversary", "environment"])
        let steps = flows.flatMap { $0["locations"]?.elements ?? [] }
        #expect(
            steps.map { $0["location"]?["message"]?["text"]?.name } == [
                "2. pass(to: (weight: 1, receiver: r0)) (the loop begins here)",
                "3. pass(to: (weight: 1, receiver: r1))", "4. turn(r2) (back to state 1)", "1. start",
            ])
        #expect(steps.map { $0["executionOrder"]?.integer } == [2, 3, 4, 1])
        #expect(steps.map { $0["nestingLevel"]?.integer } == [1, 1, 1, 0])
        let (_, staying) = await sarif("check Roundabout stays=1", over: Self.round)
        #expect(staying.mistakes == [] && staying.results[0]["codeFlows"] == nil)
        #expect(
            staying.results[0]["message"]?["text"]?.name?.contains("staying for ever after 0 steps") == true)
    }

    /// The same run has the same fingerprint, wherever it is written; another run, rule or subject has another.
    @Test func fingerprints() async throws {
        func fingerprints(_ line: String) async -> [String] {
            await sarif(line).check.results.compactMap { $0["partialFingerprints"]?["quorateRun/v1"]?.name }
        }
        let lines = [
            "check Overflow last=4", "check Staircase mayRest=0", "check Staircase steps=3 mayRest=0",
            "check Staircase --max-depth 1", "check Staircase steps=3 --max-depth 1",
            "check Sleeper --continue",
        ]
        var seen: [String] = []
        for line in lines {
            let found = await fingerprints(line)
            #expect(await fingerprints(line + " --workers 2") == found)
            seen += found
        }
        #expect(seen.count == 12 && Set(seen).count == 12)
    }

    @Test func errorsAreNotifications() async {
        let (status, check) = await sarif("check")
        #expect(status == 1 && check.mistakes == [], "\(check.mistakes)")
        let notifications = check.invocation["toolExecutionNotifications"]?.elements ?? []
        let texts = notifications.compactMap { $0["message"]?["text"]?.name }
        #expect(notifications.count { $0["level"] == "error" } == 2, "\(texts)")
        #expect(texts.contains { $0.hasPrefix("Holey: State has a hole of 7 bytes") })
        #expect(check.invocation["executionSuccessful"] == .boolean(false))
    }

    /// One that is alone is told in the log too, because hosts are given the log and nothing else.
    @Test(arguments: [
        ("check Holey", "error/malformed-input error Tests/Toys/Holey.swift"),
        ("check Overflow", "error/malformed-input error Tests/Toys/Overflow.swift"),
        ("replay README.md", "error/malformed-input error README.md"),
        ("replay README.md Specs/Raft/Raft.swift", "error/malformed-input error README.md"),
    ])
    func failures(line: String, first: String) async {
        let line = line.replacing("replay ", with: "replay \(repository)/").replacing(
            " Specs", with: " \(repository)/Specs")
        let (status, check) = await sarif(line) { $0.freshProcess = { _ in "" } }
        #expect(check.mistakes == [] && told(check).first == first, "\(told(check)) \(check.mistakes)")
        #expect(status == 65)
        #expect(check.invocation["executionSuccessful"] == .boolean(false))
    }

    @Test func claims() async throws {
        let catalog = Catalog(
            fixtures.entries,
            claims: [
                ProveTests.holds, ProveTests.fails, ProveTests.never,
                ProveTests.climbs("leap").refuted(["n": 3]),
            ].enumerated().map { position, claim in
                var claim = claim
                claim.name += "-\(position)"
                return claim
            })
        let (status, check) = await sarif("prove", over: catalog)
        #expect(status == 1 && check.mistakes == [], "\(check.mistakes)")
        let file = "Tests/QuorateCommandTests/ProveTests.swift"
        #expect(
            told(check) == [
                "claim/fails-1 error \(file)", "claim/never-2 warning \(file)", "claim/fails-3 error \(file)",
            ])
        #expect(
            check.results[0]["message"]?["text"]
                == "fails-1 is refuted with n = 2, and was to be proved. Two halves meet.")
        #expect(check.results[2]["codeFlows"]?.elements?.count == 1)
        let (late, open) = await sarif("prove holds-0 --time-limit 0.0000001", over: catalog)
        #expect(late == 30 && told(open) == ["claim/holds-0 note \(file)"])
        #expect(open.mistakes == [])
    }

    @Test func conformance() async {
        func run(_ target: ReplayTarget, _ line: String) async -> (status: Int32, check: SARIFCheck) {
            await sarif(line) { $0.drivers = [target] }
        }
        let seeing = ReplayTarget.driver(StairsDriver<Seeing>.self, for: Staircase())
        let still = ReplayTarget.driver(StairsDriver<Still>.self, for: Staircase())
        let same = await run(seeing, "conform Staircase")
        #expect(same.status == 0 && same.check.mistakes == [] && same.check.results == [])
        let other = await run(seeing, "conform Staircase --mutant give-up")
        #expect(other.status == 40 && other.check.mistakes == [], "\(other.check.mistakes)")
        #expect(told(other.check) == ["conform/diverges error \(Self.stairs)"])
        // Two steps up, and the third is the one that the code does not take; each has its line.
        let steps = other.check.results[0]["codeFlows"]?.elements?[0]["threadFlows"]?.elements?[0][
            "locations"]
        #expect(steps?.elements?.count == 3)
        #expect(steps?.elements?.allSatisfy { $0["location"]?["physicalLocation"] != nil } == true)
        let nothing = await run(still, "conform Staircase")
        #expect(nothing.status == 20 && told(nothing.check) == ["conform/vacuous warning \(Self.stairs)"])
        let early = await run(seeing, "conform Staircase --max-states 2")
        #expect(early.status == 30 && told(early.check) == ["conform/inconclusive note \(Self.stairs)"])
        #expect(nothing.check.mistakes + early.check.mistakes == [])
    }

    /// A kept run, which names no lines, has them again from its spec.
    @Test func replays() async throws {
        let kept = "\(repository)/Counterexamples/BrachaBroadcast/echoes-2f.itf.json"
        var trace = try ITF.trace(fromFile: kept)
        trace.replays = [.init(code: "shipped", outcome: "reproduced")]
        let changed = trace
        try await withTemporaryFolder { folder in
            let file = "\(folder)/run.itf.json"
            try ITF.write(changed, toFile: file)
            let (status, check) = await sarif("replay \(file) --against shipped", over: catalog) {
                $0.drivers = drivers
                $0.freshProcess = { _ in
                    try #require(drivers.first { $0.spec == changed.spec }).replay(changed, false).transcript
                        .text
                }
            }
            #expect(status == 40 && check.mistakes == [], "\(check.mistakes)")
            let spec = "Specs/Broadcast/BrachaBroadcast/BrachaBroadcast.swift"
            #expect(told(check) == ["replay/refused error \(spec)"])
            let flows = check.results[0]["codeFlows"]?.elements?[0]["threadFlows"]?.elements ?? []
            let steps = flows.flatMap { $0["locations"]?.elements ?? [] }
            #expect(steps.count == changed.steps.count)
            #expect(steps.allSatisfy { $0["location"]?["physicalLocation"] != nil })
            #expect(check.results[0]["properties"]?["trace"]?.name == file)
        }
    }

    @Test func adversaryTwins() async {
        let twin = Catalog([.spec(Listeners(.hearsCorrectOnly))])
        let (status, check) = await sarif("check Listeners --adversary-twin", over: twin)
        #expect(status == 20 && check.mistakes == [], "\(check.mistakes)")
        #expect(told(check) == ["adversary-twin/vacuous warning Tests/Toys/Listeners.swift"])
    }

    /// Nothing was made: a valid document that says so, and no clean one.
    @Test func interrupted() async {
        let (status, check) = await sarif("check Staircase", over: fixtures) {
            $0.interrupt.heed()
            $0.interrupt.raise()
        }
        #expect(status == 30 && check.mistakes == [] && check.results == [])
        #expect(check.invocation["executionSuccessful"] == .boolean(false))
        let texts = check.invocation["toolExecutionNotifications"]?.elements?.map {
            $0["message"]?["text"]?.name
        }
        #expect(
            texts?.contains { $0?.hasPrefix("Not started, because of the interrupt: Staircase") == true }
                == true)
    }
}
