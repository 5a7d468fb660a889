import Foundation
import PBFTSpecs
import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateNode

/// Places of PBFT with more requests than the spec has: nothing of them is passed over.
@Suite struct SpecLogsTests {
    /// What is explained of the lines of four nodes, by the name of the run in the files.
    private func explained(_ lines: [[String]], counts: SpecRunCounts? = nil) throws -> [String: Bool] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "logs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = lines.indices.map { folder.path + "/r\($0).ndjson" }
        for (file, lines) in zip(files, lines) {
            try FolderFile.write(lines.map { $0 + "\n" }.joined(), to: file)
        }
        var logs = SpecLogs(
            ClusterSetup(
                kind: .pbft, replicas: 4, requests: 2, faults: FaultPlan(.none, seed: 1), folder: folder.path)
        )
        let found = try logs.write()
        if let counts { #expect(found == counts) }
        let map = try RunMap(parsing: withoutExecutions(folder.appending(path: "map.json")))
        let spec = ErasedSpec(PBFT(faulty: 0, views: 4))
        let log = try ObservedLog(files: files, map: map, of: spec)
        let search = ExplanationSearch(in: spec)
        let answers = try log.runs.map { run in
            if case .explained = try search.explanation(of: run.observed) {
                (run.name, true)
            } else {
                (run.name, false)
            }
        }
        return Dictionary(uniqueKeysWithValues: answers)
    }

    /// The mapping for lines of steps alone: a log without any execution is refused where it asks for them.
    private func withoutExecutions(_ map: URL) throws -> Data {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: map))
        var whole = try #require(object as? [String: Any])
        var log = try #require(whole["log"] as? [String: Any])
        let executions = log.removeValue(forKey: "executions")
        #expect(executions != nil)
        whole["log"] = log
        return try JSONSerialization.data(withJSONObject: whole)
    }

    private typealias Step = ThreeRequestModel.Step

    private func lines(_ steps: [Step]) -> [[String]] {
        var model = ThreeRequestModel()
        for step in steps { model.take(step) }
        return model.lines
    }

    private func votes(in view: Int, for request: String, by nodes: [Int]) -> [Step] {
        nodes.filter { $0 != view }.map { .prepare($0, view: view, request) }
            + nodes.map { .commit($0, view: view, request) }
    }

    private func change(to view: Int) -> [Step] { (0..<4).map { .changeView($0, to: view) } }

    /// The run that a cluster whose replicas forget their votes once made: three replicas commit one request, the primary
    /// proposes another one, and the next view commits the null request.
    @Test func theRunWithTheBrokenAgreementIsNotPassedOver() throws {
        let steps: [Step] =
            [.propose(0, view: 0, "x")] + votes(in: 0, for: "x", by: [0, 1, 2])
            + [.propose(0, view: 0, "y")] + change(to: 1) + [.propose(1, view: 1, "z")]
            + votes(in: 1, for: "z", by: [0, 1, 2, 3])
        let found = try explained(lines(steps), counts: .init(telling: 3, split: 1))
        #expect(found == ["7/1/x": false, "7/1/y": false, "7/1/z": false])
    }

    @Test func aMistakeBetweenTwoOfThreeIsSeenWhereTheyDiffer() throws {
        let steps: [Step] =
            [.propose(0, view: 0, "x")] + change(to: 1) + [.propose(1, view: 1, "y")]
            + votes(in: 1, for: "y", by: [1, 2, 3]) + change(to: 2) + [.propose(2, view: 2, "z")]
        #expect(try explained(lines(steps)) == ["7/1/x": true, "7/1/y": false, "7/1/z": false])
    }

    @Test func threeRequestsThatNobodyConfusesAreExplained() throws {
        let steps: [Step] =
            [.propose(0, view: 0, "x")] + change(to: 1) + [.propose(1, view: 1, "y")] + change(to: 2)
            + [.propose(2, view: 2, "z")] + votes(in: 2, for: "z", by: [0, 2, 3])
        #expect(try explained(lines(steps)) == ["7/1/x": true, "7/1/y": true, "7/1/z": true])
    }

    /// Walks of a model with three requests are explained, whichever request is `a`; with one more step that it does not
    /// allow, one of them is not.
    @Test func walksOfThreeRequestsAreExplainedAndNothingElse() throws {
        var random = SplitMix(seed: Seed.announced())
        var splits = 0
        for round in 0..<30 {
            var model = ThreeRequestModel()
            if round % 2 == 0 { model.proposeAll(random.pick([1, 3])) }
            model.walk(random.number(8..<40), &random)
            let whole = try explained(model.lines)
            splits += whole.count == 3 ? 1 : 0
            #expect(!whole.values.contains(false), "\(model.steps)")
            model.take(random.pick(ThreeRequestModel.all.filter { !model.allows($0) }))
            #expect(try explained(model.lines).values.contains(false), "\(model.steps)")
        }
        #expect(splits >= 15)
    }

    @Test func changesOfViewAloneAreCountedApart() throws {
        _ = try explained(lines(change(to: 1)), counts: .init(viewChangesOnly: 1))
        _ = try explained(lines([.propose(0, view: 0, "x")] + change(to: 1)), counts: .init(telling: 1))
    }

    /// A line that is taken out is missed: the clocks count nothing else.
    @Test func aLineThatIsTakenOutIsMissed() throws {
        var model = lines([.propose(0, view: 0, "x")] + votes(in: 0, for: "x", by: [0, 1, 2]))
        model[0].remove(at: 0)
        #expect(throws: LogError.self) { try explained(model) }
    }

    @Test func aFileThatIsMissingIsAnError() {
        var logs = SpecLogs(
            ClusterSetup(
                kind: .raft, replicas: 3, requests: 2, faults: FaultPlan(.none, seed: 1), folder: "/nowhere"))
        #expect(throws: ClusterError.self) { try logs.write() }
    }
}
