import QuorateTraces

/// A location of SARIF: a line of a file, a name, a message, as far as they are known.
struct SARIFLocation {
    var place: SourcePaths.Place?
    /// The name of what has no line, or of what the line belongs to.
    var name: String?
    var message: String?

    var json: JSONValue {
        var members: [JSONValue.Member] = []
        if let place { members.append(.init(key: "physicalLocation", value: Self.physical(place))) }
        if let name {
            members.append(
                .init(key: "logicalLocations", value: [["fullyQualifiedName": .string(name)]]))
        }
        if let message { members.append(.init(key: "message", value: SARIFText.message(message))) }
        return .object(members)
    }

    private static func physical(_ place: SourcePaths.Place) -> JSONValue {
        [
            "artifactLocation": ["uri": .string(SARIFText.uri(of: place.path))],
            "region": ["startLine": JSONValue(place.line)],
        ]
    }
}
