import QuorateExplorer
import QuorateReplay
import QuorateTraces
import Synchronization
import Testing

/// Adapters that do not keep to the protocol: none of them conforms, and each is told why.
@Suite struct WrongAdapterTests {
    /// A way to be wrong: what comes instead of the answer to the second step of a run, and the words for it.
    static let wrongs: [(answer: String, words: String)] = [
        ("nonsense", "is no JSON, but \"nonsense\""),
        (#"{"id": 1, "did": "done", "state": {"place": 1}}"#, "answers out of turn"),
        (#"{"did": "done", "state": {"place": 1}}"#, "\"id\" missing"),
        (#"{"id": ID, "did": "done"}"#, "\"state\" is missing"),
        (#"{"id": ID, "did": "done", "state": {}}"#, "\"state\" lacks place"),
        (#"{"id": ID, "did": "done", "state": {"place": 1, "time": 2}}"#, "\"state\" has time"),
        (#"{"id": ID, "did": "done", "state": {"place": null}}"#, "expected an ITF value"),
        (#"{"id": ID, "did": "almost", "state": {"place": 1}}"#, "\"did\" is \"almost\""),
        (#"{"id": ID, "state": {"place": 1}}"#, "\"did\" is missing"),
        (#"{"id": ID, "did": "never", "state": {"place": 1}}"#, "without a \"reason\""),
        (#"{"id": ID, "did": "refused", "state": {"place": 1}}"#, "the code refuses it"),
        (#"{"id": ID, "did": "impossible", "state": {"place": 1}}"#, "no message that leads to it"),
        (#"{"id": ID, "did": "refused", "state": {"place": 2}}"#, "shows another state"),
        (#"{"id": ID, "did": "done", "state": {"place": 7}}"#, "place: 2 in the spec, 7 in the code"),
        (#"{"id": ID, "did": "done", "state": {"place": "2"}}"#, "in the code"),
        (#"{"id": ID, "error": "out of order"}"#, "the code threw: out of order"),
        (#"{"id": ID, "error": 7}"#, "\"error\" is no text"),
        (#"{"id": ID, "did": "done", "state": {"place": 2}, "messages": 3}"#, "\"messages\" is no list"),
        (
            #"{"id": ID, "did": "done", "state": {"place": 2}, "messages": [{"from": "q1"}]}"#,
            "a message needs"
        ),
        ("", "silent"),
    ]

    private let table = RandomTable(lineOf: 4)

    /// Takes the adapter through the spec; its answer to the step from place 1 to 2 is `answer`.
    private func outcome(_ answer: String) async throws -> (Report, ConformanceDivergence?, [String]) {
        let conformance = try #require(
            try table.conformance { request, sound in
                guard sound.contains("\"place\": 2"), request["op"] == "take",
                    request["label"] == "go(0)"
                else { return [sound] }
                return answer.isEmpty ? [] : [answer.replacing("ID", with: request["id"]?.line ?? "")]
            })
        let report = try await Explorer(erased: conformance.pairs).run()
        let divergence = report.counterexamples.first.flatMap { conformance.divergence(in: $0) }
        return (report, divergence, conformance.notCompared)
    }

    @Test(arguments: wrongs) func isNoticed(answer: String, words: String) async throws {
        let (report, divergence, _) = try await outcome(answer)
        #expect(report.outcome == .violated)
        #expect(divergence?.steps.last == "go(0)")
        let text = divergence.map { "\($0.divergence)" } ?? "nothing"
        #expect(text.contains(words), "\(text)")
    }

    @Test func soundAnswerIsNone() async throws {
        let (report, divergence, notCompared) = try await outcome(
            ##"{"id": ID, "did": "done", "state": {"place": {"#bigint": "2"}}, "messages": []}"##)
        #expect(report.outcome == .holds && divergence == nil && notCompared.isEmpty)
    }

    /// Greetings of adapters that are none.
    @Test(arguments: [
        (#"{"id": 1, "observes": ["place"]}"#, "without \"protocol\": 1"),
        (#"{"id": 1, "protocol": 2, "observes": ["place"]}"#, "without \"protocol\": 1"),
        (#"{"id": 1, "protocol": 1}"#, "without \"observes\""),
        (#"{"id": 1, "protocol": 1, "observes": []}"#, "observes no variable"),
        (#"{"id": 1, "protocol": 1, "observes": ["weather"]}"#, "weather, which is no variable"),
        (#"{"id": 1, "protocol": 1, "observes": ["place", "place"]}"#, "names a variable twice"),
        (#"{"id": 1, "protocol": 1, "observes": ["place"], "can": ["fly"]}"#, "\"can\" names \"fly\""),
        (#"{"id": 1, "error": "for another spec"}"#, "the adapter refuses: for another spec"),
    ]) func greetingIsRefused(answer: String, words: String) throws {
        let error = #expect(throws: AdapterError.self) {
            _ = try table.conformance { request, sound in request["op"] == "hello" ? [answer] : [sound] }
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    /// An adapter that dies when it is started once more, with the answers that it kept back.
    @Test func endAtAStart() async throws {
        let count = Mutex(0)
        let conformance = try #require(
            try RandomTable(lineOf: 9).conformance { request, sound in
                guard request["op"] == "start" else { return [sound] }
                let isSecond = count.withLock { count in
                    count += 1
                    return count >= 2
                }
                return isSecond ? [] : [sound]
            })
        let report = try await Explorer(erased: conformance.pairs).run()
        let counterexample = try #require(report.counterexamples.first)
        let found = try #require(conformance.divergence(in: counterexample))
        #expect("\(found.divergence)".contains("silent"), "\(found.divergence)")
    }

    /// Taken to a state again, for the next of its steps, it shows another one.
    @Test func disagreementOnTheWayBack() async throws {
        let fork = RandomTable(
            places: 5,
            successors: [[1, nil, nil, nil], [2, 3, 4, nil], [nil, nil, nil, nil], [nil, nil, nil, nil]]
                + [[nil, nil, nil, nil]])
        let count = Mutex(0)
        let conformance = try #require(
            try fork.conformance { request, sound in
                guard sound.contains("\"place\": 1"), request["op"] == "take" else { return [sound] }
                let isSecond = count.withLock { count in
                    count += 1
                    return count == 2
                }
                return [isSecond ? sound.replacing("\"place\": 1", with: "\"place\": 3") : sound]
            })
        let report = try await Explorer(erased: conformance.pairs).run()
        let counterexample = try #require(report.counterexamples.first)
        let found = try #require(conformance.divergence(in: counterexample))
        #expect("\(found.divergence)".contains("taken to the same state again, place was 1, and is now 3"))
    }

    /// The third time that it comes to place 2 it shows another one: it does not agree with itself.
    @Test func disagreementWithItself() async throws {
        let count = Mutex(0)
        let conformance = try #require(
            try table.conformance { request, sound in
                guard sound.contains("\"place\": 2"), request["op"] == "take" else { return [sound] }
                let isThird = count.withLock { count in
                    count += 1
                    return count == 3
                }
                return [isThird ? sound.replacing("\"place\": 2", with: "\"place\": 3") : sound]
            })
        let report = try await Explorer(erased: conformance.pairs).run()
        let counterexample = try #require(report.counterexamples.first)
        let found = try #require(conformance.divergence(in: counterexample))
        guard case .unsteady = found.divergence else {
            Issue.record("\(found.divergence)")
            return
        }
    }
}
