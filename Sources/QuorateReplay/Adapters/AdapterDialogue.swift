internal import Foundation
internal import QuorateLanguage
internal import QuorateTraces

/// Dialogue with an adapter, which is started when it is needed, and again after it has broken off.
struct AdapterDialogue: Sendable {
    private let launch: @Sendable () throws(AdapterError) -> any AdapterChannel
    /// Greeting without its number.
    private let greeting: String
    /// The variables of the spec.
    private let variables: [String]
    private var channel: (any AdapterChannel)?
    private var number = 0
    private var brokenOff = 0
    private var lastFailure: AdapterError?
    private(set) var abilities: AdapterAbilities?
    private(set) var figures = AdapterFigures()

    /// Times that an adapter is started again after it has broken off, and after it has kept silent.
    private static let patience = (broken: 8, silent: 2)
    /// The most requests that are sent before the first answer is read.
    static let batch = 256

    init<S: Spec>(
        _ spec: S, instance: Instance,
        launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) {
        self.launch = launch
        let state = spec.initialStates.first
        variables = state.map { SpecValue.fields(describing: $0, for: spec.replicas).map(\.name) } ?? []
        let members: [JSONValue.Member] = [
            .init(key: "op", value: "hello"),
            .init(key: "protocol", value: JSONValue(adapterProtocolVersion)),
            .init(key: "spec", value: .string(instance.spec)),
            .init(key: "mutant", value: JSONValue(instance.mutant)),
            .init(key: "variant", value: JSONValue(instance.variant)),
            .init(key: "parameters", value: JSONValue(instance.settings)),
            .init(key: "replicas", value: .array(spec.replicas.map { .string("\($0)") })),
            .init(key: "variables", value: .array(variables.map { .string($0) })),
            .init(key: "actions", value: .array(S.Action.caseNames.map { .string($0) })),
        ]
        greeting = String(JSONValue.object(members).line.dropFirst())
    }

    /// Abilities of the adapter, which is greeted if it was not.
    mutating func greeted() throws(AdapterError) -> AdapterAbilities {
        if channel != nil, let abilities { return abilities }
        number += 1
        let channel = try launch()
        let (answers, failure) = channel.exchange(["{\"id\":\(number), " + greeting])
        do throws(AdapterError) {
            if let failure { throw failure }
            let answer = try parsed(answers[0], number, "hello")
            let found = try AdapterAbilities(answer, variables: variables)
            if let abilities, abilities != found {
                throw .unsteady("started again, it observes or can do something else than before")
            }
            abilities = found
            self.channel = channel
            return found
        } catch {
            channel.close()
            throw error
        }
    }

    /// The answers to the requests, as far as they came, and why no more did.
    mutating func ask(_ requests: [AdapterRequest]) -> (answers: [AdapterAnswer], failure: AdapterError?) {
        if let lastFailure, isTired { return ([], lastFailure) }
        var answers: [AdapterAnswer] = []
        do throws(AdapterError) {
            let abilities = try greeted()
            let first = number + 1
            number += requests.count
            let lines = requests.enumerated().map { $1.line(first + $0) }
            guard let (texts, failure) = channel?.exchange(lines) else { return ([], nil) }
            for (position, text) in texts.enumerated() {
                let request = requests[position]
                count(request)
                let answer = try parsed(text, first + position, request.name)
                answers.append(try AdapterAnswer(answer, to: request, abilities))
            }
            if let failure { throw failure }
            return (answers, nil)
        } catch {
            breakOff(because: error)
            return (answers, error)
        }
    }

    private mutating func count(_ request: AdapterRequest) {
        switch request {
        case .take: figures.steps += 1
        case .start: figures.starts += 1
        case .restore: figures.restores += 1
        case .snapshot, .forget: break
        }
    }

    /// Break-off, at any time.
    var hasBrokenOff: Bool { lastFailure != nil }

    /// Emptiness of the hope that starting it once more helps.
    private var isTired: Bool { brokenOff >= Self.patience.broken }

    private mutating func breakOff(because failure: AdapterError) {
        close()
        lastFailure = failure
        if case .silent = failure {
            brokenOff += Self.patience.broken / Self.patience.silent
        } else if failure == .interrupted {
            brokenOff = Self.patience.broken
        } else {
            brokenOff += 1
        }
    }

    private func parsed(
        _ text: String, _ number: Int, _ request: String
    ) throws(AdapterError) -> JSONValue {
        let start = text.unicodeScalars.prefix(60).map(String.init).joined()
        let answer: JSONValue
        do { answer = try JSONValue(parsing: Data(text.utf8)) } catch {
            throw .broke(
                "the adapter's answer to \(request) is no JSON, but \(start.debugDescription): \(error); nothing but"
                    + " answers may be printed on standard output")
        }
        guard answer["id"]?.integer == number else {
            throw .broke(
                "the adapter answers out of turn: to \(request) with \"id\" \(answer["id"]?.summary ?? "missing"),"
                    + " which has to be \(number)")
        }
        return answer
    }

    /// Adds to the time that all this took.
    mutating func spend(_ seconds: Double) { figures.seconds += seconds }

    /// Ends the adapter, if there is one.
    mutating func close() {
        channel?.close()
        channel = nil
    }
}
