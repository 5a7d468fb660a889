import Foundation
import QuorateCommand
import QuorateLanguage
import QuorateReplay
import QuorateTraces

@testable import QuorateExplore

/// The page's side of an exploration, without a socket.
struct PageSession {
    /// Looked for in the repository once.
    private static let texts = StepTexts()
    let handler: PageHandler

    init(
        _ spec: ErasedSpec, on target: ReplayTarget? = nil, limits: GoalSearch.Limits = .init(),
        nodeLimit: Int = WalkTree.usualLimit
    ) {
        let exploration = Exploration(
            of: spec, on: target, limits: limits, nodeLimit: nodeLimit, texts: Self.texts)
        handler = PageHandler(gate: Gate(port: 4711), exploration: exploration)
    }

    /// The answer to a request with these changes of what the page would send.
    func send(
        _ method: String = "POST", _ place: String, token: String? = nil, host: String? = "127.0.0.1:4711",
        headers: [String: String] = [:], body: [Data] = []
    ) async -> (status: Int, value: JSONValue) {
        var all = ["content-type": "application/json"]
        all["host"] = host
        all.merge(headers) { $1 }
        let parts = AsyncThrowingStream<Data, any Error> { stream in
            for part in body { stream.yield(part) }
            stream.finish()
        }
        let request = PageRequest(
            method, "/\(token ?? handler.gate.token)/\(place)", headers: all, body: parts)
        let answer = await handler.answer(request)
        return (answer.status, (try? JSONValue(parsing: answer.body)) ?? .null)
    }

    /// The answer to a question.
    func ask(_ question: String, _ body: JSONValue = [:]) async -> (status: Int, value: JSONValue) {
        await send("POST", "api/\(question)", body: [body.line])
    }

    /// The outcome of what runs.
    func outcome() async -> JSONValue {
        while true {
            let progress = await ask("progress").value
            if progress["running"] == .boolean(false) { return progress["outcome"] ?? .null }
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    /// The outcome of a search.
    func search(_ body: JSONValue) async -> JSONValue {
        let answer = await ask("search", body)
        return answer.status == 200 ? await outcome() : answer.value
    }
}

extension JSONValue {
    var list: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
