import Foundation
import Testing

/// canonical's raft, as Debian has it (0.15.0), held against the specs `Raft` and `MembershipChange`: three divergences,
/// each of which loses what was committed or elects two leaders.
@Suite(.enabled(if: CanonicalRaft.isInstalled)) struct CanonicalRaftLongTests {
    /// The wire mends what followers say that they have had, to see what comes besides.
    @Test func keptCounterexamplesOfRaft() async throws {
        let outcomes = try await CanonicalRaft.programs.value.shipped.with("--caps-answers")
            .outcomes(of: "Raft").mapValues { $0.prefix { $0 != ";" } }
        let oldTerm =
            "diverged at step 6: the code takes commit(r0, length: 1), which the spec does not allow here"
        let expected = listed(
            """
            appends-stale-entries                           refused at step 8
            appends-stale-entries-committed-entries-stay    refused at step 9
            counts-old-terms                                \(oldTerm)
            counts-old-terms-committed-entries-stay         \(oldTerm)
            counts-old-votes                                refused at step 7
            counts-unwritten-entries                        withstood: every step was taken, and the property holds
            counts-unwritten-entries-committed-entries-stay refused at step 11
            keeps-conflicts                                 withstood: every step was taken, and the property holds
            minority                                        refused at step 2
            skips-consistency-check                         withstood: every step was taken, and the property holds
            skips-consistency-check-committed-entries-stay  refused at step 7
            skips-consistency-check-leader-completeness     refused at step 7
            truncates-always                                refused at step 6
            truncates-always-committed-entries-stay         refused at step 6
            volatile-log                                    withstood: every step was taken, and the property holds
            volatile-log-committed-entries-stay             refused at step 11
            volatile-vote                                   refused at step 6
            votes-for-any-log                               refused at step 8
            votes-for-any-log-committed-entries-stay        refused at step 8
            votes-twice                                     refused at step 3
            """)
        #expect(outcomes == expected.mapValues { $0[...] })
    }

    @Test func keptCounterexamplesOfMembershipChange() async throws {
        let outcomes = try await CanonicalRaft.programs.value.shipped.outcomes(of: "MembershipChange")
        let oneServer = "the package changes one server at a time"
        let spare = "a leader sends nothing to a spare server"
        let expected = listed(
            """
            no-no-op                                 reproduced
            no-no-op-leader-completeness             reproduced
            one-step                                 left out at step 3: \(oneServer)
            one-step-committed-entries-stay          left out at step 3: \(oneServer)
            one-step-leader-completeness             left out at step 3: \(oneServer)
            two-servers                              refused at step 6
            two-servers-committed-entries-stay       left out at step 6: \(spare)
            two-servers-leader-completeness          left out at step 6: \(spare)
            uncommitted-joint                        left out at step 3: \(oneServer)
            uncommitted-joint-committed-entries-stay left out at step 3: \(oneServer)
            uncommitted-joint-leader-completeness    left out at step 3: \(oneServer)
            uncommitted-joint-log-matching           left out at step 2: \(oneServer)
            """)
        #expect(outcomes == expected)
    }

    /// A function of the package gets something else than it is called with, or the disk forgets: then it has the bug.
    @Test func changedCodeHasTheBug() async throws {
        let mutants = [
            "votes-twice", "votes-for-any-log", "counts-old-votes", "keeps-conflicts", "volatile-vote",
            "volatile-log",
        ]
        let files = mutants.map { "Counterexamples/Raft/\($0).itf.json" }.joined(separator: " ")
        let ended = try await CanonicalRaft.programs.value.changed.quorate("replay \(files) --against mutant")
        #expect(ended.status == 0)
        for mutant in mutants {
            #expect(ended.output.contains("Raft, code with \(mutant): reproduced"), "\(ended.output)")
        }
    }

    @Test(arguments: [
        ("servers=2 terms=1 entries=2", "", "53 states of the spec", "74"),
        ("terms=1 entries=0", "--stays-up", "123 states of the spec, which has 123", "255"),
    ])
    func everyStep(instance: String, options: String, states: String, steps: String) async throws {
        let code = try await CanonicalRaft.programs.value.shipped.with(options)
        let ended = try await code.quorate("conform Raft \(instance)")
        #expect(ended.status == 0)
        #expect(ended.output.contains("the code conforms, and leaves out steps"), "\(ended.output)")
        #expect(ended.output.contains(states) && ended.output.contains("  steps         \(steps), each"))
    }

    /// https://github.com/canonical/raft/issues/220; with the paper's rule put in front of it, the code refuses.
    @Test func aLeaderCommitsEntriesOfEarlierTerms() async throws {
        let programs = try await CanonicalRaft.programs.value
        let file = "replay Counterexamples/Raft/counts-old-terms.itf.json"
        let shipped = try await programs.shipped.with("--caps-answers").quorate("\(file) --against mutant")
        #expect(shipped.status == 0)
        #expect(shipped.output.contains("Raft, code with counts-old-terms: reproduced"), "\(shipped.output)")
        let corrected = try await programs.changed.with("--corrects --caps-answers").quorate(file)
        #expect(corrected.output.contains("shipped code: refused at step 8"), "\(corrected.output)")
    }

    /// https://github.com/cowsql/raft/commit/66ed6afd and https://github.com/cowsql/raft/commit/446f8d21 mend it.
    @Test func anAnswerCountsEntriesThatNobodyCompared() async throws {
        let ended = try await CanonicalRaft.programs.value.shipped.quorate("conform Raft figure8=1 terms=1")
        #expect(ended.status == 40)
        #expect(
            ended.output.contains(
                "append(r0, leader: r1, term: 2, length: 0)\n\n"
                    + "At step 1: acknowledged[2][r0]: 0 in the spec, 1 in the code"), "\(ended.output)")
    }

    /// Two of the findings in the package's own fixture, without an adapter.
    @Test func findingsWithoutAnAdapter() async throws {
        let alone = try await CanonicalRaft.programs.value.alone
        let lost = try await Program.run(alone, ["lost"], in: OtherCode.root, variables: [:])
        #expect(lost.status == 0)
        #expect(
            lost.output.contains("request 1 is committed\nserver 0 applies request 0\n"), "\(lost.output)")
        let leaders = try await Program.run(alone, ["leaders"], in: OtherCode.root, variables: [:])
        #expect(leaders.output.contains("are both leaders in term 9"), "\(leaders.output)")
    }
}
