import Foundation
import QuorateLanguage
import QuorateTraces

/// Searching.
extension Exploration {
    func checkIdle() throws(Refusal) {
        guard job?.isRunning != true else {
            throw Refusal(409, "a \(job?.kind ?? "search") is running; stop it first")
        }
    }

    func search(_ body: JSONValue) throws(Refusal) -> JSONValue {
        try checkIdle()
        let goal = try Goal(body["goal"] ?? .null, in: spec)
        let origin = body["node"] == nil ? nil : try node(body)
        let starts = origin.map { [tree.nodes[$0].words] } ?? initial
        let job = beginJob("search")
        let question = "\(goal.text(in: spec)), \(origin == nil ? "from the start" : place(of: origin ?? 0))"
        let (spec, limits) = (spec, limits)
        Thread.detachNewThread {
            var search = GoalSearch(for: goal, in: spec, limits, job.control)
            let outcome = search.run(from: starts)
            Task { await self.end(job, outcome, of: question, from: origin) }
        }
        return job.json
    }

    private func place(of node: Int) -> String {
        let depth = tree.nodes[node].depth
        return depth == 0
            ? "from an initial state" : "from the state after \(depth) step\(depth == 1 ? "" : "s")"
    }

    private func end(
        _ job: BackgroundJob, _ outcome: GoalSearch.Outcome, of question: String, from origin: Int?
    ) {
        // A walk that was begun anew has other nodes.
        guard job === self.job else {
            return job.end(["result": "unfinished", "text": "a new walk was begun"])
        }
        let (result, text, more) = told(outcome, job, from: origin)
        // The answer says to which question: it may be read when the form asks another.
        job.end(
            .object(
                [
                    .init(key: "result", value: .string(result)),
                    .init(key: "text", value: .shown("\(question): \(text)")),
                ]
                    + more))
    }

    private func told(
        _ outcome: GoalSearch.Outcome, _ job: BackgroundJob, from origin: Int?
    ) -> (result: String, text: String, more: [JSONValue.Member]) {
        func noted(_ note: String?) -> JSONValue.Member {
            .init(key: "note", value: note.map { .shown($0) } ?? .null)
        }
        switch outcome {
        case .found(let words, let note):
            let steps = words.count - 1
            do throws(Refusal) {
                let node = try add(words, try takes(along: words), from: origin)
                let more = [("node", node), ("steps", steps)].map {
                    JSONValue.Member(key: $0.0, value: JSONValue($0.1))
                }
                return ("found", "the nearest one is \(steps) steps away", more + [noted(note)])
            } catch { return ("failed", error.message, []) }
        case .nowhere(let note):
            let count = job.control.progress.states
            return (
                "nowhere", "no such state: all \(count) states that can be reached were looked at",
                [noted(note)]
            )
        case .unfinished(let reason):
            return (
                "unfinished", "not found, and there may be one: the search ended early, since \(reason)", []
            )
        case .failed(let reason): return ("failed", reason, [])
        }
    }

    private func takes(along words: [[UInt64]]) throws(Refusal) -> [ErasedSpec.Take] {
        var takes: [ErasedSpec.Take] = []
        for (state, following) in zip(words, words.dropFirst()) {
            guard let take = try evaluation.takes(state).first(where: { $0.successor == following }) else {
                throw Refusal(
                    500, "the run that was found is none of \(spec.name) (our bug, please report it)")
            }
            takes.append(take)
        }
        return takes
    }

    /// Walks a run from a node, or from its first state, and returns the last node.
    func add(
        _ words: [[UInt64]], _ takes: [ErasedSpec.Take], from origin: Int?
    ) throws(Refusal) -> Int {
        try tree.checkRoom(for: words.count)
        var node = if let origin { origin } else { try tree.begin(words[0]) }
        for (take, state) in zip(takes, words.dropFirst()) {
            node = try tree.take(take, to: state, from: node)
        }
        return node
    }
}
