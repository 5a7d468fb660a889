import QuorateTraces

/// Shapes of the objects of SARIF 2.1.0 that we write: which members there may be, which must be, and of what type.
///
/// From the standard, section 3; what we never write is not allowed here, so that nothing is written unchecked.
indirect enum SARIFShape: Sendable {
    case text, whole, boolean, textOrNull, wholeOrNull
    case one(of: [String])
    case list(SARIFShape)
    /// An object with any members, each of one shape.
    case map(SARIFShape)
    case object(required: [String: SARIFShape], optional: [String: SARIFShape] = [:])

    /// The mistakes of a value, each with its place.
    func mistakes(in value: JSONValue, at place: String) -> [String] {
        switch (self, value) {
        case (.text, .string), (.textOrNull, .string), (.boolean, .boolean), (.textOrNull, .null),
            (.wholeOrNull, .null):
            return []
        case (.whole, .number(let digits)), (.wholeOrNull, .number(let digits)):
            return Int(digits) == nil ? ["\(place) is \(digits)"] : []
        case (.one(let words), .string(let word)):
            return words.contains(word) ? [] : ["\(place) is \(word)"]
        case (.list(let shape), .array(let values)):
            return values.enumerated().flatMap { shape.mistakes(in: $1, at: "\(place)[\($0)]") }
        case (.map(let shape), .object(let members)):
            return Self.twice(members, place)
                + members.flatMap { shape.mistakes(in: $0.value, at: "\(place).\($0.key)") }
        case (.object(let required, let optional), .object(let members)):
            let missing = required.keys.filter { value[$0] == nil }.map { "\(place) has no \($0)" }
            let inside = members.flatMap { member in
                (required[member.key] ?? optional[member.key])?
                    .mistakes(in: member.value, at: "\(place).\(member.key)")
                    ?? ["\(place) has \(member.key)"]
            }
            return missing + Self.twice(members, place) + inside
        default: return ["\(place) is \(value.summary)"]
        }
    }

    private static func twice(_ members: [JSONValue.Member], _ place: String) -> [String] {
        Set(members.map(\.key)).count == members.count ? [] : ["\(place) has a key twice"]
    }
}

extension SARIFShape {
    static let message = SARIFShape.object(required: ["text": .text])
    static let level = SARIFShape.one(of: ["error", "warning", "note"])

    static let location = SARIFShape.object(
        required: [:],
        optional: [
            "physicalLocation": .object(required: [
                "artifactLocation": .object(required: ["uri": .text]),
                "region": .object(required: ["startLine": .whole]),
            ]),
            "logicalLocations": .list(.object(required: ["fullyQualifiedName": .text])),
            "message": message,
        ])

    static let threadFlow = SARIFShape.object(required: [
        "id": .text, "message": message,
        "locations": .list(
            .object(required: [
                "location": location, "state": .map(message), "nestingLevel": .whole,
                "executionOrder": .whole,
            ])),
    ])

    static let result = SARIFShape.object(
        required: [
            "ruleId": .text, "ruleIndex": .whole, "level": level, "message": message,
            "locations": .list(location), "partialFingerprints": .map(.text),
            "properties": .object(required: [
                "subject": .text, "title": .text, "steps": .wholeOrNull, "loop": .wholeOrNull,
                "trace": .textOrNull,
            ]),
        ], optional: ["codeFlows": .list(.object(required: ["threadFlows": .list(threadFlow)]))])

    static let rule = SARIFShape.object(required: [
        "id": .text, "name": .text, "shortDescription": message, "fullDescription": message, "help": message,
    ])

    static let notification = SARIFShape.object(
        required: ["level": level, "message": message],
        optional: [
            "locations": .list(location),
            "associatedRule": .object(required: ["id": .text, "index": .whole]),
        ])

    static let run = SARIFShape.object(required: [
        "tool": .object(required: [
            "driver": .object(required: [
                "name": .text, "version": .text, "semanticVersion": .text, "rules": .list(rule),
            ])
        ]),
        "invocations": .list(
            .object(required: [
                "executionSuccessful": .boolean, "exitCode": .whole, "exitCodeDescription": .text,
                "toolExecutionNotifications": .list(notification),
            ])),
        "automationDetails": .object(required: ["id": .text]), "results": .list(result),
    ])

    static let log = SARIFShape.object(required: [
        "$schema": .text, "version": .one(of: ["2.1.0"]), "runs": .list(run),
    ])
}
