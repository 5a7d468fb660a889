import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateProver
import QuorateQuorums
import QuorateTraces
import Testing

@testable import CommitSpecs
@testable import QuorateCommand
@testable import QuorateSpecs

/// The chain from the proof to the spec: every step of a spec is one of the model that is proved for all n.
@Suite struct RefinementTests {
    /// Instances that take no more than a fraction of a second.
    static let small = catalog.refinements.filter {
        ["TwoPhaseCommit", "BrachaBroadcast"].contains($0.spec.name)
    }

    static func finding(_ refinement: Refinement) async throws -> RefinementFinding {
        let model = try #require(ProtocolModel.all.first { $0.name == refinement.model })
        return try await RefinementCheck(refinement, of: model, knowing: claims).run(workers: 1)
    }

    @Test(arguments: small.map(\.name))
    func specRefinesItsModel(name: String) async throws {
        let finding = try await Self.finding(try #require(Self.small.first { $0.name == name }))
        #expect(finding.verdict == .refines && finding.status == .asExpected)
        let expected = catalog.entries.flatMap(\.instances).first {
            $0.spec.instance == finding.refinement.spec.instance
        }?.expected
        // The search of the steps sees the states of the spec.
        if let states = expected?.distinctStates { #expect(finding.report.distinctStates == states) }
        #expect(finding.pairs > 10 && finding.pairs < finding.report.generatedStates)
    }

    /// Mutants with a step, or a start, that the model does not have; the action, and what is missing.
    static let strays: [(spec: String, mutant: String, action: String, missing: String)] = [
        ("TwoPhaseCommit", "hasty-commit", "commit", "for all r: acknowledged(r)"),
        ("BrachaBroadcast", "every-value", "echo", "for all v"),
        ("BrachaBroadcast", "echoed-value", "deliver", "inDeliverer"),
        ("BrachaBroadcast", "anybodys-initial", "echo", "initial(v0)"),
        ("BrachaBroadcast", "hasty-amplification", "", "bracha-amplification"),
        ("BrachaBroadcast", "echoes-2f", "", "bracha-amplification"),
        ("BrachaBroadcast", "no-echo-phase", "ready", "member"),
        ("PBFT", "quorum-2f", "", "pbft-intersection"),
        ("PBFT", "quorum-f-plus-1", "", "pbft-intersection"),
        ("PBFT", "replicas-3f", "", "pbft-intersection"),
        ("PBFT", "prepare-quorum-2f", "commit", "certificate("),
        ("Raft", "minority", "", "majority-intersection"),
        ("Raft", "votes-twice", "vote", "not stored("),
        ("Raft", "volatile-vote", "restart", ""),
        ("Raft", "votes-for-any-log", "vote", "log(r1, i, t) implies (t < t0 or"),
        ("Raft", "volatile-log", "restart", ""),
        ("Raft", "counts-unwritten-entries", "restart", ""),
        ("Raft", "truncates-always", "append", ""),
        ("Raft", "keeps-conflicts", "append", ""),
        ("Raft", "counts-old-terms", "commit", "t2 = t3"),
        ("Raft", "appends-stale-entries", "append", "not left(r0, t1)"),
        ("Raft", "skips-consistency-check", "append", ""),
        ("Paxos", "ignored-votes", "propose", ""),
        ("HotStuff", "quorum-2f", "", "byzantine-intersection"),
        ("HotStuff", "two-phases", "preCommit", ""),
        ("Tendermint", "quorum-2f", "", "byzantine-intersection"),
        ("Tendermint", "amnesia", "prevote", "for all v"),
    ]

    @Test(arguments: strays.indices)
    func mutantStrays(index: Int) async throws {
        let (spec, mutant, action, missing) = Self.strays[index]
        // At the first size at which the mutant can do anything.
        let own = catalog.refinements.filter { $0.spec.name == spec }.compactMap { $0.mutant(mutant) }
        let finding = try await Self.finding(try #require(own.first))
        let text = RefinementDetails(finding: finding, program: "quorate", hasCode: false).text
        #expect(finding.verdict == .strays && finding.status == .asExpected, "\(text)")
        let stray = try #require(finding.stray)
        #expect((stray.trace.steps.last?.action.name ?? "") == action, "\(text)")
        let words = (stray.step?.obstacles ?? []) + [stray.missing ?? ""]
        #expect(missing.isEmpty || words.contains { $0.contains(missing) }, "\(text)")
        // The run is one of the spec itself.
        #expect(throws: Never.self) { try Self.walk(stray.trace, of: finding.refinement.spec) }
    }

    /// Each protocol has a mutant that the refinement catches, and the others are caught by a property of the spec.
    @Test func everyMutantIsCaughtByALink() throws {
        for spec in Set(catalog.refinements.map(\.spec.name)) {
            let entry = try catalog.entry(spec)
            let own = try #require(catalog.refinements.first { $0.spec.name == spec })
            let straying = entry.mutants.filter { own.mutant($0.name)?.isExpectedToRefine == false }
            #expect(!straying.isEmpty, "\(spec)")
        }
    }

    private static func walk(_ trace: Trace, of spec: ErasedSpec) throws {
        guard !trace.steps.isEmpty else { return }
        _ = try trace.wordsOfSteps(in: spec)
    }

    @Test func chainIsPrinted() async throws {
        let outcome = await quorate(["prove", "bracha-broadcast"], over: catalog) {
            $0.models = ProtocolModel.all
        }
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("bracha-broadcast: proved"))
        #expect(
            outcome.output.contains(
                "BrachaBroadcast replicas=4 faults=1 faulty=1 against bracha-broadcast: refines, each step is one of"
            ))
        #expect(outcome.output.contains("  explored     544 states, 1,138 generated, all of them\n"))
        #expect(outcome.output.contains("  not shown    any other size of the spec\n"))
    }

    @Test func brokenLinkIsAFailure() async throws {
        let words = ["prove", "TwoPhaseCommit", "--mutant", "hasty-commit"]
        let outcome = await quorate(words, over: catalog) { $0.models = ProtocolModel.all }
        // The mutant is to stray, and does.
        #expect(outcome.status == 0 && outcome.output.contains("strays, commit, step"), "\(outcome)")
        let sound = try #require(catalog.refinements.first { $0.spec.name == "TwoPhaseCommit" })
        let model = try #require(ProtocolModel.all.first { $0.name == "paxos" })
        #expect(throws: SpecError.self) { try RefinementCheck(sound, of: model, knowing: claims) }
    }

    /// A mutant is compared at the first size at which it can do anything.
    @Test func mutantsAreComparedWhereTheyCanAct() throws {
        let session = Session(
            catalog: catalog, models: ProtocolModel.all, program: "quorate",
            console: Console(output: { _ in }, error: { _ in }, isErrorTerminal: false))
        let instance = { (mutant: String) in
            try ProvePlan(["Raft"], mutant: mutant, session: session).requests.compactMap {
                if case .refinement(let refinement, _) = $0.subject { refinement.name } else { nil }
            }
        }
        let (name, model) = ("servers=3 terms=2", "against raft")
        #expect(try instance("volatile-log") == ["Raft volatile-log \(name) entries=1 figure8=0 \(model)"])
        #expect(try instance("votes-twice") == ["Raft votes-twice \(name) entries=0 figure8=0 \(model)"])
        for mutant in ["counts-old-terms", "keeps-conflicts"] {
            #expect(try instance(mutant) == ["Raft \(mutant) \(name) entries=1 figure8=1 \(model)"])
        }
    }

    /// What is wrong is no step that the model lacks, in all of the mutant's states: a property of the spec is the link that
    /// notices it.
    @Test func mutantThatRefinesIsCaughtByAProperty() async throws {
        let own = try #require(catalog.refinements.compactMap { $0.mutant("crashing-coordinator") }.first)
        let finding = try await Self.finding(own)
        #expect(finding.verdict == .refines && finding.status == .asExpected)
        // As many as the catalog knows of without the mutant: a crash is no step.
        #expect(finding.report.distinctStates == 1568)
        #expect(finding.shown.isEmpty && finding.pairs == 4513)
    }

    /// No mutant of Raft is left to the spec's properties: each has a step, or a start, that the model does not have.
    @Test func noMutantOfRaftIsExpectedToRefine() throws {
        let own = try #require(catalog.refinements.last { $0.spec.name == "Raft" })
        let mutants = try catalog.entry("Raft").mutants
        #expect(mutants.count == 12)
        for mutant in mutants { #expect(own.mutant(mutant.name)?.isExpectedToRefine == false) }
    }

    @Test(arguments: ["text", "json"])
    func nothingFollowsFromAModelThatIsNotProved(format: String) async throws {
        let small = Catalog([], refinements: [Refinement(TwoPhaseCommit(managers: 2))])
        var finding = try await Self.finding(small.refinements[0])
        #expect(finding.shown.isEmpty && finding.openLink == nil)
        let model = try #require(ProtocolModel.all.first { $0.name == "two-phase-commit" })
        let check = try RefinementCheck(small.refinements[0], of: model, knowing: claims)
        for verdict in ["unknown", "failed", "proved"] {
            finding = try await check.run(workers: 1, modelVerdict: verdict)
            let request = ProofRequest(small.refinements[0], of: model, hasCode: false)
            let result = ProofResult(request: request, outcome: .refinement(finding))
            let said =
                format == "text"
                ? result.details(program: "quorate") : "\(try #require(result.refinement))" + result.remark
            #expect(said.contains("\(verdict), not proved") == (verdict != "proved"), "\(said)")
            #expect(said.contains("consistency") == (verdict == "proved"), "\(said)")
        }
    }

    @Test func timeLimitEndsTheSearchOfSteps() async {
        let words = ["prove", "TwoPhaseCommit", "--time-limit", "0.0001"]
        let outcome = await quorate(words, over: catalog) { $0.models = ProtocolModel.all }
        #expect(outcome.status == 30, "\(outcome)")
        #expect(outcome.output.contains("against two-phase-commit: unknown, the limit of"), "\(outcome)")
    }

    /// Two managers as in the spec; the picture is as asked for.
    private static func misfit<S: RefiningSpec>(_ spec: S, _ words: [String]) async -> Outcome {
        await quorate(words, over: Catalog([.spec(spec)], refinements: [Refinement(spec)])) { session in
            session.models = ProtocolModel.all.filter(session.catalog.refers)
        }
    }

    @Test func misspeltModelIsAnError() async {
        for words in [["prove", "Stray"], ["prove", "Stray", "--mutant", "other"]] {
            let outcome = await Self.misfit(Stray<Misspelt>(), words)
            #expect(outcome.status == 65, "\(outcome)")
            #expect(
                outcome.errors.contains("Stray: there is no model \"two-phase-comit\", in which"),
                "\(outcome)")
        }
    }

    @Test func memberBeyondTheSizeIsAnError() async {
        let outcome = await Self.misfit(Stray<TwoPhase>(), ["prove", "Stray", "--mutant", "other"])
        #expect(outcome.status == 65, "\(outcome)")
        #expect(
            (outcome.output + outcome.errors).contains(
                "the picture says prepared(r1), and there is 1 replica"),
            "\(outcome)")
        #expect(!outcome.output.contains("refines"), "\(outcome)")
    }

    @Test func jsonHasTheChain() async throws {
        let words = ["prove", "TwoPhaseCommit", "--mutant", "hasty-commit", "--format", "json"]
        let outcome = await quorate(words, over: catalog) { $0.models = ProtocolModel.all }
        #expect(outcome.output.contains("\"verdict\": \"strays\""), "\(outcome)")
        #expect(outcome.output.contains("\"obstacles\": [\"commit() needs"), "\(outcome)")
    }
}

/// Name of a model.
protocol ModelName: Sendable { static var text: String { get } }
enum TwoPhase: ModelName { static let text = "two-phase-commit" }
enum Misspelt: ModelName { static let text = "two-phase-comit" }

/// Two managers prepare, and the picture has room for one.
struct Stray<Name: ModelName>: RefiningSpec {
    enum Mutant: String, SpecMutant {
        case other
        var expectation: MutantExpectation { .breaks("none", "nothing is wrong") }
    }
    enum ModelRelation: FiniteValue, CaseIterable {
        case prepared, committed, aborted, sentPrepared, acknowledged, commitSent, abortSent, down
    }
    enum Action: SpecAction { case prepare(ReplicaID) }
    struct State: SpecState { var prepared = ReplicaSet() }

    static var name: String { "Stray" }
    static var summary: String { "Two managers prepare." }
    static var source: String { "nobody" }
    static var model: String { Name.text }
    static var mapping: [String] { ["as it stands"] }
    var mutant: Mutant?
    var replicas: ReplicaSet { ReplicaSet(count: 2) }
    var initialStates: [State] { [State()] }
    var modelSizes: [String: Int] { ["replica": 1] }
    var properties: [Property<State>] { [.always("none") { _ in true }] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for r in replicas { next.take(.prepare(r), if: !s.prepared.contains(r)) { $0.prepared.insert(r) } }
    }

    func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.prepared, ofEach: s.prepared)
        picture.hold(.sentPrepared, ofEach: s.prepared)
        return picture
    }
}
