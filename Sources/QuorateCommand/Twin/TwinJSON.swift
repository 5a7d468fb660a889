import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with all comparisons.
enum TwinJSON {
    static func value(of twins: [FinishedTwin]) -> JSONValue {
        ["version": .string(quorateVersion), "twins": .array(twins.map(value))]
    }

    private static func value(of twin: FinishedTwin) -> JSONValue {
        [
            "spec": .string(twin.subject.name), "verdict": .string(twin.verdict.rawValue),
            "sizes": .array(twin.compared.map(value)),
            "tooLarge": .array(
                twin.tooLarge.map { ["size": .string($0.spec.label), "limit": .string("\($0.limit)")] }),
        ]
    }

    private static func value(of size: TwinComparison) -> JSONValue {
        [
            "parameters": .object(
                size.spec.settings.map { .init(key: $0.name, value: JSONValue($0.value)) }),
            "mutant": JSONValue(size.spec.mutant),
            "states": JSONValue(size.states.original), "statesStepByStep": JSONValue(size.states.twin),
            "correctStates": JSONValue(size.parts.original),
            "correctStatesStepByStep": JSONValue(size.parts.twin),
            "correctStatesWithoutFaulty": JSONValue(size.parts.silent),
            "properties": .array(size.properties.map { .string($0) }),
            "difference": size.difference.map(value) ?? .null,
        ]
    }

    private static func value(of difference: TwinDifference) -> JSONValue {
        [
            "story": .string(difference.text),
            "steps": .array((difference.trace?.steps ?? []).map { .string("\($0.action)") }),
        ]
    }
}

/// JUnit's XML: a suite for all, a test case for each spec.
struct TwinJUnit {
    let console: Console

    func print(_ twins: [FinishedTwin]) throws {
        let suite = JUnitSuite(name: "adversary-twin", cases: twins.map(testCase))
        try console.print(JUnitSuite.document([suite]))
    }

    private func testCase(_ twin: FinishedTwin) -> JUnitCase {
        let text = twin.compared.compactMap { $0.difference?.text }.joined(separator: "\n")
        let outcome: JUnitCase.Outcome =
            switch twin.verdict {
            case .same: .passed
            case .different, .vacuous:
                .failed(type: "\(twin.status)", message: twin.headline, text: text)
            case .inconclusive: .erred(type: "\(twin.status)", message: twin.headline)
            }
        return JUnitCase(
            className: FileName.folder(twin.subject.name), name: "adversary twin", outcome: outcome)
    }
}
