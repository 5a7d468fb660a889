import QuorateTraces

extension Annotation {
    /// The result of SARIF that says the same.
    ///
    /// - Parameter ruleIndex: position of the rule among those of the tool.
    func sarifResult(ruleIndex: Int, _ sources: SourcePaths) -> JSONValue {
        let flow = trace.map { SARIFCodeFlow(trace: $0, sources: sources) }
        let cut = flow.map(\.leftOut) ?? 0
        let note = cut == 0 ? "" : " Of its \(trace?.steps.count ?? 0) steps the first \(cut) are not listed."
        var members: [JSONValue.Member] = [
            .init(key: "ruleId", value: .string(rule.id)),
            .init(key: "ruleIndex", value: JSONValue(ruleIndex)),
            .init(key: "level", value: .string(level.rawValue)),
            .init(key: "message", value: SARIFText.message(message + note)),
            .init(key: "locations", value: [sarifLocation(sources)]),
            .init(key: "partialFingerprints", value: ["quorateRun/v1": .string(fingerprint)]),
        ]
        if let flow = flow?.json { members.append(.init(key: "codeFlows", value: [flow])) }
        members.append(.init(key: "properties", value: sarifProperties))
        return .object(members)
    }

    /// The location of the remark, by name where there is no line.
    func sarifLocation(_ sources: SourcePaths) -> JSONValue {
        SARIFLocation(place: sources.place(of: self), name: subject).json
    }

    private var sarifProperties: JSONValue {
        [
            "subject": .string(subject), "title": .string(title),
            "steps": trace.map { JSONValue($0.steps.count) } ?? .null,
            "loop": trace?.loop.map { JSONValue($0.start) } ?? .null, "trace": JSONValue(traceFile),
        ]
    }

    /// Digest of what was found: the rule, the subject, and the actions that lead there.
    ///
    /// No line and no message is in it, so it stays as it is when the spec is edited around it.
    private var fingerprint: String {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        let actions = trace?.steps.map(\.action.description) ?? []
        for part in [rule.id, subject, trace?.property ?? ""] + actions {
            // A byte that no text has ends each part.
            for byte in Array(part.utf8) + [0xFF] { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let digits = String(digest, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
