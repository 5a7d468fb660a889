internal import Foundation
internal import QuorateLanguage

/// Reads a mapping file, and refuses whatever it does not know: a key that was mistyped would map nothing.
enum RunMapReader {
    private static let keys = [
        "version", "actions", "variables", "replicas", "values", "silent", "at", "log",
    ]

    static func map(in data: Data) throws(RunMapError) -> RunMap {
        let root: JSONValue
        do throws(TraceFileError) { root = try JSONParser.parse(data) } catch {
            throw RunMapError(path: "$", problem: "\(error)")
        }
        return try map(root)
    }

    private static func map(_ root: JSONValue) throws(RunMapError) -> RunMap {
        let members = try object(root, at: .root, keys: keys)
        if let version = members["version"], version.integer != 1 {
            throw mistake(
                .root["version"],
                "this reads version 1, which is also meant without it; found \(version.summary)")
        }
        var map = RunMap()
        map.actions = try names(members["actions"], at: .root["actions"])
        map.variables = try variables(members["variables"], at: .root["variables"])
        map.replicas = try names(members["replicas"], at: .root["replicas"], eachOnce: true)
        map.values = try names(members["values"], at: .root["values"])
        if let both = map.values.keys.filter({ map.replicas[$0] != nil }).min() {
            throw mistake(
                .root["values"][both],
                "\(ForeignText.name(both)) stands in \"replicas\" as well: leave it out of one")
        }
        map.silent = try silent(members["silent"], at: .root["silent"])
        map.places = try places(members["at"], at: .root["at"])
        map.log = members["log"]
        return map
    }

    /// The members of an object, all of whose keys are known.
    private static func object(
        _ value: JSONValue, at path: JSONPath, keys: [String]
    ) throws(RunMapError) -> [String: JSONValue] {
        guard case .object(let members) = value else { throw expected("an object", value, path) }
        for member in members where !keys.contains(member.key) {
            throw mistake(path[member.key], "there is no such key; known are \(keys.joined(separator: ", "))")
        }
        return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    }

    /// A name of the spec for each of the file.
    private static func names(
        _ value: JSONValue?, at path: JSONPath, eachOnce: Bool = false
    ) throws(RunMapError) -> [String: String] {
        guard let value else { return [:] }
        guard case .object(let members) = value else {
            throw expected("an object with the spec's name for each of the file", value, path)
        }
        var names: [String: String] = [:]
        var former: [String: String] = [:]
        for member in members {
            let name = try text(member.value, at: path[member.key])
            if member.key.isEmpty { throw mistake(path[member.key], "the name in the file is empty") }
            if eachOnce, let other = former.updateValue(member.key, forKey: name) {
                throw mistake(
                    path[member.key], "\(ForeignText.name(other)) is \(ForeignText.name(name)) already")
            }
            names[member.key] = name
        }
        return names
    }

    private static func variables(
        _ value: JSONValue?, at path: JSONPath
    ) throws(RunMapError) -> [String: StatePlace] {
        var places: [String: StatePlace] = [:]
        for (name, text) in try names(value, at: path, eachOnce: true).sorted(by: { $0.key < $1.key }) {
            places[name] = try place(text, at: path[name])
        }
        return places
    }

    private static func silent(_ value: JSONValue?, at path: JSONPath) throws(RunMapError) -> SilentSteps? {
        guard let value else { return nil }
        let members = try object(value, at: path, keys: ["most", "actions"])
        guard let most = members["most"]?.integer, (0...RunMap.mostSilent).contains(most) else {
            throw mistake(
                path["most"],
                "write a whole number from 0 to \(RunMap.mostSilent), the most silent steps in a row; found "
                    + (members["most"]?.summary ?? "none"))
        }
        guard let actions = members["actions"] else { return SilentSteps(most: most) }
        guard let elements = actions.elements, !elements.isEmpty else {
            throw expected("a list of the spec's actions that may be silent", actions, path["actions"])
        }
        var names: Set<String> = []
        for (index, element) in elements.enumerated() {
            names.insert(try text(element, at: path["actions"][index]))
        }
        return SilentSteps(most: most, actions: names)
    }

    private static func places(_ value: JSONValue?, at path: JSONPath) throws(RunMapError) -> RunMap.Places {
        var places = RunMap.Places()
        guard let value else { return places }
        for (key, value) in try object(value, at: path, keys: ["action", "picks", "state"]) {
            let place = try place(text(value, at: path[key]), at: path[key])
            switch key {
            case "action": places.action = place
            case "picks": places.picks = place
            default: places.state = place
            }
        }
        return places
    }
}

extension RunMapReader {
    private static func place(_ text: String, at path: JSONPath) throws(RunMapError) -> StatePlace {
        do throws(StatePlaceError) { return try StatePlace(text) } catch { throw mistake(path, "\(error)") }
    }

    private static func text(_ value: JSONValue, at path: JSONPath) throws(RunMapError) -> String {
        guard let text = value.name, !text.isEmpty else { throw expected("a name in quotes", value, path) }
        return text
    }

    private static func expected(_ what: String, _ value: JSONValue, _ path: JSONPath) -> RunMapError {
        mistake(path, "write \(what); found \(value.summary)")
    }

    private static func mistake(_ path: JSONPath, _ problem: String) -> RunMapError {
        RunMapError(path: "\(path)", problem: problem)
    }
}
