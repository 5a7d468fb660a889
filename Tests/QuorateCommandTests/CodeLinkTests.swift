import QuorateDrivers
import QuorateExplorer
import QuorateLanguage
import QuorateProver
import QuorateReplay
import QuorateTraces
import Testing

@testable import BroadcastSpecs
@testable import QuorateCommand
@testable import QuorateSpecs

/// The last link of the chain, from the spec to its code, where it is asked for.
@Suite struct CodeLinkTests {
    private static func prove(_ words: [String]) async -> Outcome {
        await quorate(["prove"] + words, over: catalog) {
            $0.models = ProtocolModel.all
            $0.drivers = drivers
        }
    }

    @Test func codeIsRunWhereItIsAskedFor() async {
        let outcome = await Self.prove(["BrachaBroadcast", "--conform"])
        #expect(outcome.status == 0, "\(outcome)")
        let links = outcome.output.split(separator: "\n").filter { $0.hasPrefix("  code  ") }
        #expect(links.count == 2, "\(outcome.output)")
        // The code stands behind the size at which it is run, and the other one does not read as if it had been.
        let wanted =
            "BrachaBroadcast replicas=4 faults=1 faulty=1: the code conforms, 544 states, 14,820 steps taken by"
        #expect(links.first?.contains(wanted) == true, "\(links)")
        #expect(
            links.last?.contains("quorate conform BrachaBroadcast takes real replicas") == true, "\(links)")
        #expect(!outcome.output.contains("none of these has the size"), "\(outcome.output)")
    }

    @Test func withoutCodeNothingIsRun() async {
        let outcome = await Self.prove(["TwoPhaseCommit", "--conform"])
        #expect(outcome.status == 64 && outcome.errors.contains("TwoPhaseCommit has no driver"), "\(outcome)")
    }

    /// The reason is the true one: what is asked for has no steps, is changed, or has no code.
    @Test(arguments: [
        ("PBFT.one-certificate --conform", "--conform PBFT.one-certificate: write the name of a model"),
        ("--conform", "--conform needs a SPEC"), ("majority-intersection --conform", "write the name of a"),
        ("BrachaBroadcast --mutant every-value --conform", "conform BrachaBroadcast --mutant every-value"),
        ("TwoPhaseCommit --mutant commit-early --conform", "the code is that of the spec as it is"),
    ])
    func slips(line: String, words: String) async {
        let outcome = await Self.prove(line.split(separator: " ").map(String.init))
        #expect(outcome.status == 64 && outcome.errors.contains(words), "\(outcome)")
        #expect(!outcome.errors.contains("has no driver"), "\(outcome)")
    }

    /// A mutant with real code is not told of as one without.
    @Test func codeOfAMutantIsNamed() async throws {
        let session = Self.session
        for (spec, mutant, words) in [
            ("BrachaBroadcast", "every-value", "conform BrachaBroadcast --mutant every-value"),
            ("Raft", "skips-consistency-check", "conform Raft --mutant skips-consistency-check"),
        ] {
            let plan = try ProvePlan([spec], mutant: mutant, session: session)
            let request = try #require(plan.requests.last)
            #expect(request.hasOtherCode)
            guard case .refinement(let refinement, let model) = request.subject else {
                Issue.record("no refinement of \(spec)")
                continue
            }
            let finding = try await RefinementCheck(refinement, of: model, knowing: claims).run(
                workers: 1, limits: .init(states: 3))
            let text = ProofResult(request: request, outcome: .refinement(finding)).details(
                program: "quorate")
            #expect(text.contains(words) && !text.contains("no real code is held"), "\(text)")
        }
    }

    /// Code that diverges is told of, and counts, whatever else is not known.
    @Test func theWorstIsToldOf() async throws {
        let refinement = try #require(catalog.refinements.first { $0.spec.name == "BrachaBroadcast" })
        let model = try #require(ProtocolModel.all.first { $0.name == refinement.model })
        let finding = try await RefinementCheck(refinement, of: model, knowing: claims).run(
            workers: 1, limits: .init(states: 3))
        #expect(finding.status == .inconclusive)
        let bad = try await Self.run(mutant: "every-value")
        let open = try await Self.run(mutant: nil, states: 3)
        #expect(open.status == .inconclusive && bad.status == .replayDiverged)
        let request = ProofRequest(refinement, of: model, hasCode: true)
        for runs in [[bad], [open, bad], [bad, open]] {
            let result = ProofResult(
                request: request, outcome: .refinement(finding), code: CodeLink(runs: runs))
            #expect(
                result.status == .replayDiverged && result.remark.contains("diverges"), "\(result.remark)")
            let annotation = try #require(result.annotations(in: catalog).first)
            #expect(annotation.level == .error && annotation.message.contains("diverges"), "\(annotation)")
        }
        let undecided = ProofResult(
            request: request, outcome: .refinement(finding), code: CodeLink(runs: [open]))
        #expect(undecided.status == .inconclusive && CodeLink(runs: []).status == .vacuous)
        #expect(CodeLink(runs: []).remark == "no code was run")
        #expect(
            ExitStatus.worst([.vacuous, .inconclusive, .safetyViolated, .replayDiverged]) == .safetyViolated)
        #expect(ExitStatus.worst([.asExpected, .vacuous]) == .vacuous)
        #expect(ExitStatus.worst([.inconclusive, .internalError, .deadlock]) == .internalError)
    }

    private static var session: Session {
        var session = Session(
            catalog: catalog, drivers: drivers, program: "quorate",
            console: Console(output: { _ in }, error: { _ in }, isErrorTerminal: false))
        session.models = ProtocolModel.all
        return session
    }

    private static func run(mutant: String?, states: Int? = nil) async throws -> FinishedConformance {
        var wanted = CheckRequest(arguments: ["BrachaBroadcast"])
        wanted.limits.states = states
        let plan = try ConformPlan(wanted, mutant: mutant, session: session)
        let runner = ConformRunner(
            plan: plan, catalog: catalog, request: wanted, interrupt: Interrupt(), progress: nil)
        return try await runner.result(of: plan.parts[0])
    }

    /// The limit of a search is told as it was given.
    @Test func limitIsToldAsItWasGiven() async throws {
        var wanted = CheckRequest(arguments: ["Raft"])
        wanted.limits.seconds = 0.01
        let plan = try ConformPlan(wanted, mutant: nil, session: Self.session)
        let runner = ConformRunner(
            plan: plan, catalog: catalog, request: wanted, interrupt: Interrupt(), progress: nil)
        let run = try await runner.result(of: plan.parts[0])
        #expect(run.report.limit == .seconds(0.01))
    }

    /// Code that goes another way breaks the chain, though the spec refines its model.
    @Test func divergingCodeBreaksTheChain() async throws {
        let refinement = try #require(catalog.refinements.first { $0.spec.name == "BrachaBroadcast" })
        let model = try #require(ProtocolModel.all.first { $0.name == refinement.model })
        let finding = try await RefinementCheck(refinement, of: model, knowing: claims).run(
            workers: 1, modelVerdict: "proved")
        let run = try await Self.run(mutant: "every-value")
        let request = ProofRequest(refinement, of: model, hasCode: true)
        let result = ProofResult(
            request: request, outcome: .refinement(finding), code: CodeLink(runs: [run]))
        #expect(result.status == .replayDiverged)
        let text = result.details(program: "quorate")
        #expect(text.contains("the code diverges from the spec after 4 steps"), "\(text)")
        #expect(!text.contains("the code conforms"), "\(text)")
        #expect(text.contains("none of these has the size of this refinement"), "\(text)")
    }
}
