import Foundation
import QuorateLanguage
import QuorateReplay
import QuorateTraces
import Synchronization

/// An adapter in this process, for the code of a random table.
final class TableChannel: AdapterChannel {
    /// What the adapter says it can do.
    enum Ability: String, CaseIterable { case snapshots, orders }

    private struct State {
        var place = 0
        var hidden = 0
        var copies: [String: (place: Int, hidden: Int)] = [:]
        var isClosed = false
    }

    let table: RandomTable
    let abilities: Set<Ability>
    /// What comes instead of an answer, by the request.
    let alter: @Sendable (_ request: JSONValue, _ answer: String) -> [String]
    /// Steps that are never done, by their request.
    let leavesOut: @Sendable (_ request: JSONValue) -> Bool
    private let state = Mutex(State())

    init(
        _ table: RandomTable, _ abilities: Set<Ability> = [],
        leavesOut: @escaping @Sendable (_ request: JSONValue) -> Bool = { _ in false },
        alter: @escaping @Sendable (_ request: JSONValue, _ answer: String) -> [String] = { [$1] }
    ) {
        (self.table, self.abilities, self.leavesOut, self.alter) = (table, abilities, leavesOut, alter)
    }

    func close() { state.withLock { $0.isClosed = true } }

    func exchange(_ requests: [String]) -> (answers: [String], failure: AdapterError?) {
        var answers: [String] = []
        for request in requests {
            guard let json = try? JSONValue(parsing: Data(request.utf8)) else {
                return (answers, .broke("not a request: \(request)"))
            }
            let lines = alter(json, state.withLock { answer(to: json, &$0) })
            if lines.isEmpty { return (answers, .silent("silent")) }
            answers += lines
        }
        return (Array(answers.prefix(requests.count)), nil)
    }

    private func answer(to request: JSONValue, _ state: inout State) -> String {
        let id = request["id"]?.line ?? "0"
        var rest = "\"state\": {\"place\": \(state.place)}"
        switch request["op"] {
        case "hello":
            let can = abilities.map { "\"\($0)\"" }.joined(separator: ", ")
            return "{\"id\": \(id), \"protocol\": 1, \"observes\": [\"place\"], \"can\": [\(can)]}"
        case "start":
            (state.place, state.hidden) = (0, 0)
            rest = "\"state\": {\"place\": 0}"
        case "snapshot":
            state.copies[id] = (state.place, state.hidden)
            rest = "\"snapshot\": \"\(id)\""
        case "restore", "forget":
            guard case .string(let name) = request["snapshot"], let copy = state.copies[name] else {
                return "{\"id\": \(id), \"error\": \"no such snapshot\"}"
            }
            if request["op"] == "forget" {
                state.copies[name] = nil
            } else {
                (state.place, state.hidden) = copy
            }
            rest = "\"state\": {\"place\": \(state.place)}"
        default:
            let did = leavesOut(request) ? "never\", \"reason\": \"odd" : take(request, &state)
            rest = "\"did\": \"\(did)\", \"state\": {\"place\": \(state.place)}"
        }
        return "{\"id\": \(id), \(rest)}"
    }

    private func take(_ request: JSONValue, _ state: inout State) -> String {
        guard let argument = request["arguments"]?.elements?.first?["#bigint"],
            case .string(let digits) = argument,
            let action = Int(digits)
        else { return "nothing" }
        let isEnabled = table.successors[state.place][action] != nil
        guard isEnabled || table.hasInput[state.place][action] else { return "impossible" }
        var messages = table.messages[action]
        if request["order"] == "descending" { messages.reverse() }
        for message in messages { state.hidden = table.mixing[state.hidden][message] }
        guard let target = table.target(hidden: state.hidden, place: state.place, action: action) else {
            return "refused"
        }
        state.place = target
        return "done"
    }
}

extension RandomTable {
    /// The code of the table behind an adapter, beside its spec.
    func conformance(
        _ abilities: Set<TableChannel.Ability> = [],
        alter: @escaping @Sendable (JSONValue, String) -> [String] = { [$1] },
        leavesOut: @escaping @Sendable (JSONValue) -> Bool = { _ in false }
    ) throws -> Conformance? {
        try ReplayTarget.adapter(for: ErasedSpec(RandomSpec(table: self))) { () throws(AdapterError) in
            TableChannel(self, abilities, leavesOut: leavesOut, alter: alter)
        }.conformance([:], nil, true)
    }
}
