import Foundation
import Testing

/// etcd's raft, as Debian has it (3.4.23), held against the specs `Raft` and `MembershipChange`.
///
/// What it does otherwise than the paper on purpose is left out, with its reason: whoever has heard of the leader of a
/// term votes for nobody in it (https://github.com/etcd-io/etcd/pull/9204), an old message is dropped without an answer
/// (https://github.com/etcd-io/etcd/issues/7895), a leader begins with a no-op, and a configuration is in effect when it is
/// committed (https://github.com/etcd-io/etcd/issues/2397).
@Suite(.enabled(if: EtcdRaft.isInstalled)) struct EtcdRaftLongTests {
    @Test func keptCounterexamplesOfRaft() async throws {
        let outcomes = try await EtcdRaft.programs.value.shipped.outcomes(of: "Raft")
        let oneEntry = "a leader sends one entry, and commits it before it sends the next"
        let expected = listed(
            """
            appends-stale-entries                           refused at step 8
            appends-stale-entries-committed-entries-stay    refused at step 9
            counts-old-terms                                refused at step 8
            counts-old-terms-committed-entries-stay         refused at step 8
            counts-old-votes                                refused at step 7
            counts-unwritten-entries                        withstood: every step was taken, and the property holds
            counts-unwritten-entries-committed-entries-stay refused at step 11
            keeps-conflicts                                 withstood: every step was taken, and the property holds
            minority                                        refused at step 2
            skips-consistency-check                         left out at step 10: \(oneEntry)
            skips-consistency-check-committed-entries-stay  left out at step 6: \(oneEntry)
            skips-consistency-check-leader-completeness     left out at step 6: \(oneEntry)
            truncates-always                                refused at step 6
            truncates-always-committed-entries-stay         refused at step 6
            volatile-log                                    withstood: every step was taken, and the property holds
            volatile-log-committed-entries-stay             refused at step 11
            volatile-vote                                   refused at step 6
            votes-for-any-log                               refused at step 8
            votes-for-any-log-committed-entries-stay        refused at step 8
            votes-twice                                     refused at step 3
            """)
        #expect(outcomes == expected)
    }

    /// With as many entries in a message as there are, two runs come to the step that the code refuses.
    @Test(arguments: ["leader-completeness", "committed-entries-stay"])
    func moreEntriesInAMessage(property: String) async throws {
        let file = "Counterexamples/Raft/skips-consistency-check-\(property).itf.json"
        let ended = try await EtcdRaft.programs.value.shipped.with("--batches").quorate("replay \(file)")
        #expect(ended.status == 0)
        #expect(ended.output.contains("shipped code: refused at step 7"), "\(ended.output)")
    }

    @Test func keptCounterexamplesOfMembershipChange() async throws {
        let outcomes = try await EtcdRaft.programs.value.shipped.outcomes(of: "MembershipChange")
        let noOp = "a leader begins its term with a no-op"
        let onlyMembers =
            "a leader sends entries only to members, and whoever joins is one when that is committed"
        let expected = listed(
            """
            no-no-op                                 refused at step 3
            no-no-op-leader-completeness             refused at step 3
            one-step                                 left out at step 3: \(noOp)
            one-step-committed-entries-stay          left out at step 3: \(noOp)
            one-step-leader-completeness             left out at step 3: \(noOp)
            two-servers                              refused at step 6
            two-servers-committed-entries-stay       left out at step 6: \(onlyMembers)
            two-servers-leader-completeness          left out at step 6: \(onlyMembers)
            uncommitted-joint                        left out at step 3: \(noOp)
            uncommitted-joint-committed-entries-stay left out at step 3: \(noOp)
            uncommitted-joint-leader-completeness    left out at step 3: \(noOp)
            uncommitted-joint-log-matching           left out at step 2: \(noOp)
            """)
        #expect(outcomes == expected)
    }

    /// One line of the package is another one, or its storage forgets: then it has the bug.
    @Test(arguments: try EtcdRaft.changes().map(\.mutant) + ["volatile-vote", "volatile-log"])
    func changedCodeHasTheBug(mutant: String) async throws {
        let ended = try await EtcdRaft.programs.value.changed.quorate(
            "replay Counterexamples/Raft/\(mutant).itf.json --against mutant")
        #expect(ended.status == 0)
        #expect(ended.output.contains("Raft, code with \(mutant): reproduced"), "\(ended.output)")
    }

    /// How many steps are left out hangs on the run by which a state was first reached, and that on the workers.
    @Test(arguments: [
        ("terms=1 entries=2", "", "1,035 states of the spec, which has 1,209", ""),
        ("terms=1 entries=0", "--orders", "123 states of the spec, which has 123", "255"),
        ("terms=1 entries=0", "--pre-vote --check-quorum", "115 states of the spec, which has 123", "207"),
    ])
    func everyStep(instance: String, options: String, states: String, steps: String) async throws {
        let code = try await EtcdRaft.programs.value.shipped.with(options)
        let ended = try await code.quorate("conform Raft \(instance)")
        #expect(ended.status == 0)
        #expect(ended.output.contains("the code conforms, and leaves out steps"), "\(ended.output)")
        #expect(
            ended.output.contains(states)
                && (steps.isEmpty || ended.output.contains("  steps         \(steps), each")))
    }

    /// In the paper a configuration is in effect when it is in the log.
    @Test func aConfigurationIsInEffectWhenItIsCommitted() async throws {
        let ended = try await EtcdRaft.programs.value.shipped.quorate(
            "conform MembershipChange servers=3 members=3 terms=1 method=1")
        #expect(ended.status == 40)
        #expect(
            ended.output.contains(
                "At step 7: the code takes commit(r2, length: 2), which the spec does not allow"),
            "\(ended.output)")
    }

    /// A line that is not there is not changed in silence.
    @Test func aChangeThatFindsNoLine() throws {
        for var change in try EtcdRaft.changes() {
            change.pattern = "no such line"
            #expect(throws: LineNotFound.self) { try change.applied(to: "package raft") }
        }
    }
}
