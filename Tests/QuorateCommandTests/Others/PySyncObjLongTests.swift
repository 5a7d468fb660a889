import Foundation
import Testing

/// The adapter for PySyncObj in Python, where that is installed.
enum PySyncObj {
    private static let python = "/usr/bin/python3"
    static let isInstalled = [python, "/usr/lib/python3/dist-packages/pysyncobj/syncobj.py"]
        .allSatisfy(FileManager.default.fileExists)
    static let code = OtherCode(adapter: "\(python) Tests/Adapters/pysyncobj/adapter.py")
}

/// PySyncObj, as Debian has it (0.3.11), held against the spec `Raft`: divergences that are known, and are found.
@Suite(.enabled(if: PySyncObj.isInstalled)) struct PySyncObjLongTests {
    /// https://github.com/bakwc/PySyncObj/issues/84 and https://github.com/bakwc/PySyncObj/pull/202
    @Test func aRestartForgetsTheTermAndTheVote() async throws {
        let ended = try await PySyncObj.code.quorate("conform Raft terms=1 entries=0")
        #expect(ended.status == 40)
        #expect(ended.output.contains("the code diverges from the spec after 2 steps"), "\(ended.output)")
        #expect(ended.output.contains("At step 2: term[r0]: 1 in the spec, 0 in the code"))
    }

    @Test func electionsWhereTheTermIsKept() async throws {
        let ended = try await PySyncObj.code.with("--keeps-term").quorate("conform Raft terms=1 entries=0")
        #expect(ended.status == 0)
        #expect(ended.output.contains("111 states of the spec, which has 123"), "\(ended.output)")
    }

    /// A message that is late removes entries behind its own, which were acknowledged.
    @Test func aLateMessageRemovesEntries() async throws {
        let ended = try await PySyncObj.code.with("--keeps-term")
            .quorate("replay Counterexamples/Raft/skips-consistency-check-leader-completeness.itf.json")
        #expect(ended.status == 40)
        #expect(ended.output.contains("shipped code: reproduced"), "\(ended.output)")
    }

    /// https://github.com/bakwc/PySyncObj/issues/169
    @Test func aLeaderCommitsEntriesOfEarlierTerms() async throws {
        let ended = try await PySyncObj.code.with("--keeps-term")
            .quorate("replay Counterexamples/Raft/skips-consistency-check-committed-entries-stay.itf.json")
        #expect(ended.status == 40)
        #expect(
            ended.output.contains(
                "shipped code: diverged at step 13: the code takes commit(r0, length: 1), which the spec does"
                    + " not allow here"), "\(ended.output)")
    }

    @Test func figure8IsLeftOut() async throws {
        let ended = try await PySyncObj.code.with("--keeps-term")
            .quorate("replay Counterexamples/Raft/counts-old-terms.itf.json")
        #expect(
            ended.output.contains("left out at step 6: the first message of a leader has its no-op"),
            "\(ended.output)")
    }
}
