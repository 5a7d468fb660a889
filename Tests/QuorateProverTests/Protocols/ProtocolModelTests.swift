import QuorateQuorums
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// The models that come with Quorate, and what is wrong with their mutants. `ProtocolModelLongTests` asks everything.
@Suite struct ProtocolModelTests {
    static let models = ProtocolModel.all.filter { $0.breaks == nil }

    /// Every obligation is as it should be, and the claims behind it have certificates.
    @Test(arguments: models.map(\.name))
    func isProved(name: String) throws {
        let model = try #require(Self.models.first { $0.name == name })
        let finding = try model.decide(knowing: claims)
        #expect(finding.isAsExpected && finding.verdict.word == "proved", "\(finding.details)")
        #expect(finding.grounds.allSatisfy { $0.isCertified })
    }

    /// A mutant fails where it says, and the state that shows it is one, by evaluation.
    @Test(
        arguments: ProtocolModel.all.filter { $0.breaks != nil && !$0.name.contains("no-intersection") }.map(
            \.name))
    func mutantFails(name: String) throws {
        let model = try #require(ProtocolModel.all.first { $0.name == name })
        let obligations = model.obligations(knowing: try model.facts(among: claims))
        let wanted = try #require(obligations.first { $0.name == model.breaks })
        let solver = try Z3Solver(wanted.problem.problem)
        guard case .satisfiable = solver.check(until: .now + .seconds(100)) else {
            Issue.record("\(name) does not break \(wanted.name)")
            return
        }
    }

    @Test func counterexampleReadsLikeATrace() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "raft-election.votes-twice" })
        let finding = try model.decide(knowing: claims)
        guard case .failed(let answer) = finding.verdict, case .fails(let failure?) = answer.outcome else {
            Issue.record("\(finding.details)")
            return
        }
        #expect(failure.isGenuine && failure.size == "2 replicas, 1 quorum, 1 round")
        #expect(failure.lines.first?.hasPrefix("0  the state before  ") == true)
        #expect(failure.lines.contains { $0.contains("→") })
        #expect(failure.lines.last?.hasPrefix("breaks \"one vote in a term\" for ") == true)
    }

    @Test func modelWithoutItsClaimIsRefused() throws {
        let model = try #require(Self.models.first { $0.name == "paxos" })
        let claim = "majority-intersection"
        #expect(throws: ModelError.noSuchClaim(model: "paxos", claim: claim)) {
            try model.decide(knowing: [])
        }
        let wrong = Claim(claim, "Any two sets meet.") {
            "n" >= 1
        } then: {
            (SetExpression.named("A") & SetExpression.named("B")).count >= 1
        }
        #expect(throws: ModelError.notProved(model: "paxos", claim: claim)) {
            try model.decide(knowing: [wrong])
        }
        let empty = Claim(claim, "The claim of nothing.") {
        } then: {
        }
        let reason = ClaimError.noConclusion(claim: claim).description
        #expect(throws: ModelError.meaningless(model: "paxos", claim: claim, reason: reason)) {
            try model.grounds(among: [empty], timeLimit: .seconds(100))
        }
        let idle = Claim(claim, "Something else.") {
            "n" >= 1
        } then: {
            Quantity.replicaCount >= 1
        }
        #expect(throws: ModelError.saysNothing(model: "paxos", claim: claim)) {
            try model.decide(knowing: [idle])
        }
    }

    @Test func impossibleActionIsVacuous() throws {
        let flag = Flag("never")
        let model = ProtocolModel("idle", "Nothing.", source: "none", mutant: PaxosMutant?.none) {
            action("go") {
                flag()
                flag.insert()
            }
            invariant("never") { !flag() }
            safety("never") { !flag() }
        }
        let finding = try model.decide(knowing: [])
        #expect(finding.verdict.word == "vacuous" && !finding.isAsExpected)
        #expect(finding.remark == "go can happen: it cannot")
    }

    /// No name is taken twice, and what a mutant breaks is an obligation.
    @Test func modelsMakeSense() throws {
        #expect(Set(ProtocolModel.all.map(\.name)).count == ProtocolModel.all.count)
        for model in ProtocolModel.all {
            let obligations = model.obligations(knowing: try model.facts(among: claims)).map(\.name)
            #expect(Set(obligations).count == obligations.count, "\(model.name)")
            if let breaks = model.breaks { #expect(obligations.contains(breaks), "\(model.name)") }
            #expect(model.sentence.hasSuffix(".") && !model.goals.isEmpty && !model.source.isEmpty)
        }
    }
}
