import QuorateTraces

extension HistoryReport {
    /// The verdict with all operations of the orders.
    var json: JSONValue {
        [
            "version": .string(quorateVersion), "file": .string(request.file),
            "object": .string(request.kind.rawValue),
            "consistency": .string(request.consistency.rawValue), "verdict": .string(verdict),
            "statesLookedAt": JSONValue(statesLookedAt), "limit": JSONValue(request.limit),
            "ignored": .object(
                ignored.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: JSONValue($0.value)) }),
            "histories": .array(parts.map(\.json)),
        ]
    }

    private var verdict: String {
        switch status {
        case .safetyViolated: "not explained"
        case .inconclusive: "unknown"
        default: "explained"
        }
    }
}

extension HistoryReport.Part {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "key", value: JSONValue(key)), .init(key: "verdict", value: .string(verdict)),
            .init(key: "operations", value: JSONValue(operations)),
            .init(key: "ok", value: JSONValue(ends[.ok] ?? 0)),
            .init(key: "failed", value: JSONValue(ends[.fail] ?? 0)),
            .init(key: "processes", value: JSONValue(processes)),
            .init(key: "compared", value: .boolean(tells)),
            .init(key: "statesLookedAt", value: JSONValue(statesLookedAt)),
        ]
        switch finding {
        case .unknown: break
        case .explained(let order): members.append(.init(key: "order", value: .array(order.map(\.json))))
        case .unexplained(let last, let lastLine, let order, let isShortest):
            members += [
                .init(key: "lastLine", value: JSONValue(lastLine)), .init(key: "last", value: last.json),
                .init(key: "isShortest", value: .boolean(isShortest)),
                .init(key: "order", value: .array(order.map(\.json))),
            ]
        }
        return .object(members)
    }

    private var verdict: String {
        switch finding {
        case .explained: "explained"
        case .unexplained: "not explained"
        case .unknown: "unknown"
        }
    }
}

extension HistoryReport.Step {
    fileprivate var json: JSONValue {
        ["line": JSONValue(line), "process": JSONValue(process), "operation": .string(text)]
    }
}
