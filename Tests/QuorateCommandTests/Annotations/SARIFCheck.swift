import Foundation
import Synchronization

@testable import QuorateTraces

/// A log of SARIF held against what the standard and hosts of code ask of it, beyond the shapes of its objects.
struct SARIFCheck {
    /// The folder from which the references to files lead.
    let root: String
    private(set) var log = JSONValue.null
    private(set) var mistakes: [String] = []

    /// The check of the log that `text` is.
    init(_ text: String, root: String) {
        do { self.init(of: try JSONParser.parse(Data(text.utf8)), root: root) } catch {
            self.init(of: .null, root: root)
            mistakes = ["\(error)"]
        }
    }

    /// The check of a log that nobody has printed yet.
    init(of log: JSONValue, root: String) {
        self.log = log
        self.root = root
        mistakes = SARIFShape.log.mistakes(in: log, at: "$")
        if !mistakes.isEmpty { return }
        mistakes = log["runs"]?.elements?.flatMap(runMistakes) ?? []
        mistakes += messages(in: log).compactMap(Self.mistake)
    }

    /// Results of the one run.
    var results: [JSONValue] { run["results"]?.elements ?? [] }
    /// Ways in which the tool was used, of which there is one.
    var invocation: JSONValue { run["invocations"]?.elements?.first ?? .null }
    private var run: JSONValue { log["runs"]?.elements?.first ?? .null }

    private func runMistakes(_ run: JSONValue) -> [String] {
        let rules = run["tool"]?["driver"]?["rules"]?.elements ?? []
        let ids = rules.compactMap { $0["id"]?.name }
        let results = run["results"]?.elements ?? []
        let failures = (invocation["toolExecutionNotifications"]?.elements ?? []).filter {
            $0["level"] == "error"
        }
        var mistakes = Set(ids).count == ids.count ? [] : ["a rule is there twice"]
        if results.count > 5000 { mistakes.append("\(results.count) results") }
        if invocation["executionSuccessful"] != .boolean(failures.isEmpty) {
            mistakes.append("executionSuccessful, with \(failures.count) errors")
        }
        let references =
            results.map { ($0["ruleId"], $0["ruleIndex"]) }
            + failures.compactMap { $0["associatedRule"] }.map { ($0["id"], $0["index"]) }
        for (id, index) in references {
            guard let index = index?.integer, ids.indices.contains(index), ids[index] == id?.name else {
                mistakes.append("no rule \(id?.summary ?? "")")
                continue
            }
        }
        return mistakes + results.flatMap(resultMistakes)
            + failures.flatMap { placeMistakes($0["locations"]) }
    }

    private func resultMistakes(_ result: JSONValue) -> [String] {
        var mistakes = placeMistakes(result["locations"])
        if result["locations"]?.elements?.count != 1 { mistakes.append("a result without its one place") }
        let digest = result["partialFingerprints"]?["quorateRun/v1"]?.name ?? ""
        if digest.count != 16 { mistakes.append("the fingerprint is \(digest)") }
        guard let flows = result["codeFlows"]?.elements else { return mistakes }
        if flows.count != 1 { mistakes.append("\(flows.count) code flows") }
        return mistakes + flows.flatMap(flowMistakes)
    }

    /// The steps of all thread flows together are numbered from 1, each once, and in order in each.
    private func flowMistakes(_ flow: JSONValue) -> [String] {
        let threads = flow["threadFlows"]?.elements ?? []
        let steps = threads.map { $0["locations"]?.elements ?? [] }
        let orders = steps.map { $0.compactMap { $0["executionOrder"]?.integer } }
        var mistakes = steps.flatMap(\.self).flatMap { placeMistakes(.array([$0["location"] ?? .null])) }
        let all = orders.flatMap(\.self)
        if all.isEmpty || orders.contains([]) { mistakes.append("a thread flow without a step") }
        if all.sorted() != Array(1...max(all.count, 1)) { mistakes.append("the order is \(all)") }
        if orders.contains(where: { $0 != $0.sorted() }) { mistakes.append("out of order: \(orders)") }
        if all.count > 1000 { mistakes.append("\(all.count) steps") }
        let ids = threads.map { $0["id"]?.name }
        if Set(ids).count != ids.count { mistakes.append("thread flows \(ids)") }
        return mistakes
    }

    /// Files exist below the root, and have the lines.
    private func placeMistakes(_ locations: JSONValue?) -> [String] {
        (locations?.elements ?? []).flatMap { location -> [String] in
            guard let physical = location["physicalLocation"] else { return [] }
            let uri = physical["artifactLocation"]?["uri"]?.name ?? ""
            guard let path = uri.removingPercentEncoding, !uri.hasPrefix("/"), !uri.contains(":"),
                !path.split(separator: "/").contains(".."),
                let count = Self.lineCount(ofFile: "\(root)/\(path)")
            else { return ["no file \(uri)"] }
            let line = physical["region"]?["startLine"]?.integer ?? 0
            return (1...count).contains(line) ? [] : ["\(uri) has no line \(line)"]
        }
    }

    private static let lineCounts = Mutex<[String: Int]>([:])

    /// The number of lines of a file, or nil where there is none.
    private static func lineCount(ofFile path: String) -> Int? {
        lineCounts.withLock { counts in
            if let known = counts[path] { return known }
            guard let data = FileManager.default.contents(atPath: path) else { return nil }
            counts[path] = data.count { $0 == UInt8(ascii: "\n") }
            return counts[path]
        }
    }

    private func messages(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): return elements.flatMap(messages)
        case .object(let members):
            if members.count == 1, members[0].key == "text", case .string(let text) = members[0].value {
                return [text]
            }
            return members.flatMap { messages(in: $0.value) }
        default: return []
        }
    }

    /// Braces that are no placeholder are doubled, and nothing is a link.
    private static func mistake(in message: String) -> String? {
        let rest = message.replacing("{{", with: "").replacing("}}", with: "")
        let isPlain =
            !rest.contains("{") && !rest.contains("}") && !message.contains("](") && !message.isEmpty
        return isPlain ? nil : "the message \(message)"
    }
}
