import QuorateLanguage
import QuorateQuorums
import Testing

@testable import CommitSpecs
@testable import BFTSpecs
@testable import ConsensusSpecs
@testable import QuorateProver
@testable import RaftSpecs
@testable import QuorateSpecs

/// Answers about steps of specs, which are found fast, against a look at everything.
@Suite struct RefinementTests {
    @Test func twoPhaseCommit() throws {
        let result = try Self.compare(TwoPhaseCommit(managers: 2))
        #expect(result.stray == nil && result.states == 56 && result.idle == 0)
        // A manager that crashes takes no step any more, which needs no action in the spec.
        #expect(result.actions.count == 7)
    }

    @Test func hastyCommit() throws {
        #expect(try Self.compare(TwoPhaseCommit(managers: 2, mutant: .hastyCommit)).stray == "commit")
    }

    @Test func paxos() throws {
        let result = try Self.compare(Paxos(acceptors: 2, values: 2, ballots: 1))
        #expect(result.stray == nil && result.states > 100 && result.idle > 0)
        #expect(result.actions == ["promise", "propose freely", "propose the latest", "vote"])
    }

    @Test func paxosThatIgnoresVotes() throws {
        let result = try Self.compare(Paxos(acceptors: 2, values: 2, ballots: 1, mutant: .ignoredVotes))
        #expect(result.stray?.hasPrefix("propose") == true)
    }

    @Test func hotStuffWithAByzantineReplica() throws {
        let result = try Self.compare(HotStuff(views: 1), limit: 40)
        #expect(result.stray == nil && result.actions.contains("pre-commit"))
    }

    @Test func picturesThatDoNotFitAreRefused() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "paxos" })
        let relations = ["member", "promise", "left", "report", "proposal", "vote"]
        let sizes = ["replica": 3, "quorum": 3, "round": 2, "value": 2]
        let reason = { (sizes: [String: Int], relations: [String], notes: [String]) -> String? in
            do throws(ModelError) {
                _ = try ModelSteps(
                    model, sizes: sizes, relations: relations, notes: notes, knowing: claims)
                return nil
            } catch { return error.description }
        }
        #expect(reason(sizes, relations, ["choose"]) == nil)
        #expect(reason(sizes, relations, [])?.hasSuffix("says nothing of chosen") == true)
        #expect(reason(sizes, relations + ["votes"], ["choose"])?.contains("speaks of votes") == true)
        #expect(reason(sizes, relations, ["chose"])?.contains("no action chose") == true)
        #expect(reason(sizes, relations, ["choose", "promise"])?.contains("promise is no note") == true)
        #expect(reason(sizes.filter { $0.key != "value" }, relations, ["choose"])?.contains("value") == true)
    }

    /// Each size is allowed by itself; together they would take all memory and all time.
    @Test func sizesThatAreTooLargeTogetherAreRefused() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "paxos" })
        let relations = ["member", "promise", "left", "report", "proposal", "vote"]
        func reason(_ size: Int) -> String {
            do throws(ModelError) {
                let sizes = ["replica": size, "quorum": size, "round": size, "value": size]
                _ = try ModelSteps(
                    model, sizes: sizes, relations: relations, notes: ["choose"], knowing: claims)
                return ""
            } catch { return error.description }
        }
        #expect(reason(5) == "")
        #expect(reason(250).contains("250 (replica) × 250 (round)"), "\(reason(250))")
        #expect(reason(250).hasSuffix("more than 1000000; make modelSizes smaller"))
        #expect(reason(251).contains("needs a size of 1 to 250, and has 251"))
    }

    /// What a picture says of members that there are not would be what it says of others.
    @Test func membersBeyondTheSizesAreRefused() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == "two-phase-commit" })
        let names = [
            "prepared", "committed", "aborted", "sentPrepared", "acknowledged", "commitSent", "abortSent",
            "down",
        ]
        enum Relation: FiniteValue, CaseIterable {
            case prepared, committed, aborted, sentPrepared, acknowledged, commitSent, abortSent, down, more
        }
        let steps = try ModelSteps(model, sizes: ["replica": 1], relations: names, knowing: [])
        let reason = { (hold: (inout ModelPicture<Relation>) -> Void) -> String? in
            var picture = ModelPicture<Relation>()
            picture.hold(.prepared, 0)
            hold(&picture)
            do throws(ModelError) { _ = try steps.answer(from: picture.facts, to: []) } catch {
                return error.description
            }
            return nil
        }
        let said = "the picture does not fit the model two-phase-commit: the picture says "
        #expect(reason { $0.hold(.committed, 0) } == nil)
        #expect(reason { $0.hold(.prepared, 1) } == said + "prepared(r1), and there is 1 replica")
        for member in [-1, 200, 254, 255, 300, Int.min, .max] {
            #expect(reason { $0.hold(.down, member) } == said + "down(r\(member)), and there is 1 replica")
        }
        #expect(reason { $0.hold(.down, 0, 1) } == said + "down(r0, 1), and down holds of 1 member")
        #expect(reason { $0.hold(.down, 0, 0, 0, 0, 0) }?.contains("down(r0, 0, 0, 0, 0)") == true)
        #expect(
            reason { $0.hold(.commitSent, 0) } == said + "commitSent(0), and commitSent holds of 0 members")
        #expect(reason { $0.hold(.prepared) } == said + "prepared, and prepared holds of 1 member")
        #expect(reason { $0.hold(.more, 0) }?.contains("relation 8, and has named 8") == true)
        #expect(throws: ModelError.self) {
            try ModelSteps(
                model, sizes: ["replica": 1], relations: names, fixed: [0xff], knowing: [])
        }
    }

    /// One of the ways to a start forbids the rest: who has left a round does not vote in it.
    @Test func startBehindStepsIsFoundInEveryOrder() throws {
        let model = try #require(ProtocolModel.all.first { $0.name == Raft.model })
        let steps = try ModelSteps(model, for: Raft(terms: 2, entries: 0), knowing: claims)
        var picture = Raft(terms: 2, entries: 0).picture(of: .init())
        let stands = { (c: Int, t: Int, picture: inout ModelPicture<Raft.ModelRelation>) in
            picture.hold(.request, c, t, 0, 0)
            picture.hold(.vote, c, t, c)
            picture.hold(.stored, c, t)
        }
        // r0 votes for r1, and stands in the next term.
        stands(1, 1, &picture)
        picture.hold(.left, 1, 0)
        picture.hold(.vote, 0, 1, 1)
        picture.hold(.stored, 0, 1)
        stands(0, 2, &picture)
        picture.hold(.left, 0, 0)
        picture.hold(.left, 0, 1)
        #expect(try steps.problem(ofStart: picture.facts) == nil)
        // A vote that nobody has stood for.
        picture.hold(.vote, 2, 1, 2)
        #expect(try steps.problem(ofStart: picture.facts) != nil)
    }

    /// A leader's log, and what followers have of it; of two servers both are needed for anything.
    @Test func raftWithAnEntry() throws {
        let result = try Self.compare(Raft(servers: 2, terms: 1, entries: 1))
        #expect(result.stray == nil && result.idle > 0)
        #expect(result.actions == ["stand", "vote", "win", "propose", "append", "commit"])
    }

    /// Every step has the same answer, and the same action.
    private static func compare<S: RefiningSpec>(_ spec: S, limit: Int = .max) throws
        -> SlowRefinement<S>.Comparison
    {
        let model = try #require(ProtocolModel.all.first { $0.name == S.model })
        let steps = try ModelSteps(model, for: spec, knowing: claims)
        for state in spec.initialStates {
            #expect(try steps.problem(ofStart: spec.picture(of: state).facts) == nil)
        }
        return try SlowRefinement(spec: spec, model: model, limit: limit).compare { before, after, action in
            let expected: ModelSteps.Answer =
                action.map { $0.isEmpty ? .idle : .step($0) } ?? .stray
            let answer = try steps.answer(from: before, to: after)
            #expect(answer == expected)
        }
    }
}
