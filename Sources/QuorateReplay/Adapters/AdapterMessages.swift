internal import Foundation
internal import QuorateLanguage
internal import QuorateQuorums
internal import QuorateTraces

/// The version of the protocol that is spoken.
package let adapterProtocolVersion = 1

/// Request to an adapter, without its number.
enum AdapterRequest: Sendable {
    /// Begins anew, in the state that is written in these members.
    case start(String)
    /// Takes the action that is written in these members, its messages in the order if it has one.
    case take(String, label: String)
    case snapshot
    case restore(String)
    case forget(String)

    /// The line.
    func line(_ number: Int) -> String {
        switch self {
        case .start(let state): "{\"id\":\(number),\"op\":\"start\",\"state\":\(state)}"
        case .take(let members, _): "{\"id\":\(number),\"op\":\"take\",\(members)}"
        case .snapshot: "{\"id\":\(number),\"op\":\"snapshot\"}"
        case .restore(let name): "{\"id\":\(number),\"op\":\"restore\",\"snapshot\":\(name)}"
        case .forget(let name): "{\"id\":\(number),\"op\":\"forget\",\"snapshot\":\(name)}"
        }
    }

    /// The request as messages name it.
    var name: String {
        switch self {
        case .start: "start"
        case .take(_, let label): "take \(label)"
        case .snapshot: "snapshot"
        case .restore: "restore"
        case .forget: "forget"
        }
    }
}

/// Answer of an adapter to a step: its own word for what it did.
enum AdapterDeed: Hashable, Sendable {
    case done, refused, impossible
    case never(String)

    /// The deed in words.
    var words: String {
        switch self {
        case .done: "done"
        case .refused: "refused"
        case .impossible: "impossible"
        case .never(let reason): "never done (\(reason))"
        }
    }
}

/// Answer of an adapter.
enum AdapterAnswer: Sendable {
    /// Observation after a start, a step or a restored snapshot.
    case observed(AdapterDeed, [SpecValue.Field], [Outbox.Message])
    /// A snapshot by its name, as JSON.
    case snapshot(String)
    case forgotten
    /// The code threw.
    case threw(String)
}

/// Abilities of an adapter, as it answers to the greeting.
struct AdapterAbilities: Hashable, Sendable {
    /// The variables that it observes, in the order of the spec.
    let observed: [String]
    let hasSnapshots: Bool
    let heedsOrders: Bool

    /// - Throws: ``AdapterError`` for an answer that is none, or one of an adapter that is not for this spec.
    init(_ answer: JSONValue, variables: [String]) throws(AdapterError) {
        if case .string(let reason) = answer["error"] { throw .unsuitable("the adapter refuses: \(reason)") }
        guard answer["protocol"]?.integer == adapterProtocolVersion else {
            throw .broke(
                "the adapter answers to the greeting without \"protocol\": \(adapterProtocolVersion), the"
                    + " version that this program speaks")
        }
        let names = try Self.names(answer["observes"], "observes")
        if let unknown = names.first(where: { !variables.contains($0) }) {
            throw .unsuitable(
                "the adapter observes \(unknown), which is no variable of the spec; it has "
                    + variables.joined(separator: ", "))
        }
        observed = variables.filter(names.contains)
        if observed.isEmpty {
            throw .unsuitable(
                "the adapter observes no variable, so that nothing would be compared; \"observes\" names at"
                    + " least one of " + variables.joined(separator: ", "))
        }
        guard observed.count == names.count else {
            throw .broke("\"observes\" names a variable twice: \(names.joined(separator: ", "))")
        }
        let can = try answer["can"].map { value throws(AdapterError) in try Self.names(value, "can") } ?? []
        if let unknown = can.first(where: { $0 != "snapshots" && $0 != "orders" }) {
            throw .broke("\"can\" names \"\(unknown)\"; it may name \"snapshots\" and \"orders\"")
        }
        hasSnapshots = can.contains("snapshots")
        heedsOrders = can.contains("orders")
    }

    private static func names(_ value: JSONValue?, _ key: String) throws(AdapterError) -> [String] {
        let names = value?.elements?.compactMap { value in
            if case .string(let name) = value { name } else { nil }
        }
        guard let names, names.count == value?.elements?.count else {
            throw .broke("the adapter answers to the greeting without \"\(key)\", a list of names")
        }
        return names
    }
}

extension AdapterAnswer {
    /// The answer to `request`, from an adapter of these abilities.
    ///
    /// - Throws: ``AdapterError`` for one that is none.
    init(
        _ answer: JSONValue, to request: AdapterRequest, _ abilities: AdapterAbilities
    ) throws(AdapterError) {
        if let error = answer["error"] {
            guard case .string(let reason) = error else { throw Self.wrong(request, "\"error\" is no text") }
            self = .threw(reason)
            return
        }
        switch request {
        case .snapshot:
            guard case .string = answer["snapshot"], let name = answer["snapshot"]?.line else {
                throw Self.wrong(request, "\"snapshot\", a text, is missing")
            }
            self = .snapshot(name)
        case .forget: self = .forgotten
        case .start, .restore:
            self = .observed(.done, try Self.fields(of: answer, request, abilities), [])
        case .take:
            self = .observed(
                try Self.deed(in: answer, request), try Self.fields(of: answer, request, abilities),
                try Self.messages(in: answer, request))
        }
    }

    private static func wrong(_ request: AdapterRequest, _ problem: String) -> AdapterError {
        .broke("the adapter's answer to \(request.name) is none: \(problem)")
    }

    private static func deed(
        in answer: JSONValue, _ request: AdapterRequest
    ) throws(AdapterError) -> AdapterDeed {
        switch answer["did"] {
        case "done": return .done
        case "refused": return .refused
        case "impossible": return .impossible
        case "never":
            guard case .string(let reason) = answer["reason"], !reason.isEmpty else {
                throw wrong(request, "\"never\" without a \"reason\"")
            }
            return .never(reason)
        default:
            throw wrong(
                request,
                "\"did\" is \(answer["did"]?.summary ?? "missing"), and has to be done, refused,"
                    + " impossible or never")
        }
    }

    private static func fields(
        of answer: JSONValue, _ request: AdapterRequest, _ abilities: AdapterAbilities
    ) throws(AdapterError) -> [SpecValue.Field] {
        guard case .object(let members) = answer["state"] else {
            throw wrong(request, "\"state\" is \(answer["state"]?.summary ?? "missing")")
        }
        if let other = members.first(where: { !abilities.observed.contains($0.key) }) {
            throw wrong(request, "\"state\" has \(other.key), which \"observes\" does not name")
        }
        var fields: [SpecValue.Field] = []
        for name in abilities.observed {
            guard let value = members.first(where: { $0.key == name })?.value else {
                throw wrong(request, "\"state\" lacks \(name), which \"observes\" names")
            }
            do { fields.append(.init(name: name, value: try value.specValue(in: name))) } catch {
                throw wrong(request, "\(error)")
            }
        }
        return fields
    }

    private static func messages(
        in answer: JSONValue, _ request: AdapterRequest
    ) throws(AdapterError) -> [Outbox.Message] {
        guard let list = answer["messages"], list != .null else { return [] }
        guard let elements = list.elements else { throw wrong(request, "\"messages\" is no list") }
        var outbox = Outbox()
        for element in elements {
            guard let sender = replica(element["from"]), case .string(let content) = element["content"] else {
                throw wrong(
                    request, "a message needs \"from\", a replica as in \"r0\", and \"content\", a text")
            }
            let receiver = element["to"] == nil || element["to"] == .null ? nil : replica(element["to"])
            if receiver == nil, let to = element["to"], to != .null {
                throw wrong(request, "a message is \"to\" \(to.summary), which is no replica")
            }
            outbox.send(Array(content.utf8), from: sender, to: receiver)
        }
        return outbox.messages
    }

    private static func replica(_ value: JSONValue?) -> ReplicaID? {
        guard case .string(let name) = value, name.first == "r", let number = Int(name.dropFirst()),
            (0..<ReplicaID.capacity).contains(number), name == "r\(number)"
        else { return nil }
        return ReplicaID(number)
    }
}
