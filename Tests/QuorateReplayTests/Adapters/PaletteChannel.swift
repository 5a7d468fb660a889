import Foundation
import QuorateReplay
import QuorateTraces
import Synchronization

/// An adapter in this process, for the code of a palette. Where it does not show the shade, it changes it in secret at each
/// step that is disabled and that it says it has done.
final class PaletteChannel: AdapterChannel {
    private let table: PaletteTable
    private let isHiding: Bool
    private let asleep: PaletteTable.Sleep?
    private let present = Mutex(0)

    init(_ table: PaletteTable, isHiding: Bool, asleep: PaletteTable.Sleep?) {
        (self.table, self.isHiding, self.asleep) = (table, isHiding, asleep)
    }

    func close() {}

    func exchange(_ requests: [String]) -> (answers: [String], failure: AdapterError?) {
        let answers = requests.map { request in
            let json = (try? JSONValue(parsing: Data(request.utf8))) ?? .null
            return "{\"id\": \(json["id"]?.line ?? "0"), \(present.withLock { answer(to: json, &$0) })}"
        }
        return (answers, nil)
    }

    private func answer(to request: JSONValue, _ state: inout Int) -> String {
        switch request["op"] {
        case "hello": return "\"protocol\": 1, \"observes\": [\"place\"\(isHiding ? "" : ", \"shade\"")]"
        case "start": state = 0
        default: return "\"did\": \"\(take(request, &state))\", \(shown(state))"
        }
        return shown(state)
    }

    private func shown(_ state: Int) -> String {
        let shade = isHiding ? "" : ", \"shade\": \(state % 2)"
        return "\"state\": {\"place\": \(state / 2)\(shade)}"
    }

    private func take(_ request: JSONValue, _ state: inout Int) -> String {
        guard case .string(let digits) = request["arguments"]?.elements?.first?["#bigint"],
            let action = Int(digits)
        else { return "nothing" }
        if asleep == PaletteTable.Sleep(state: state, action: action) { return "done" }
        if let next = table.successors[state][action] {
            state = next
            return "done"
        }
        let word = table.words[state][action]
        if word == "done", isHiding { state ^= 1 }
        return word
    }
}
