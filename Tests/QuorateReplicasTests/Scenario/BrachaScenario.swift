import QuorateReplicas

/// Bracha's broadcast in scenarios.
///
///     bracha A B C D              replicas of these names; A is the sender, and less than a third may be faulty
///     bracha A B C D faulty A     the same, and A is
///     broadcast A X               A, the sender, is to broadcast X
///     say A KIND X to B C         A, which is faulty, says so to B and C: INITIAL, ECHO or READY
struct BrachaScenario: ScenarioProtocol {
    typealias R = BrachaReplica

    let names: [String]
    let inputs = ["broadcast", "say"]
    private let faulty: Set<String>

    init(_ words: inout ScenarioWords) throws {
        names = try Self.names(words.words(before: "faulty"))
        faulty = words.skip("faulty") ? Set(words.words()) : []
        for name in faulty { _ = try number(name) }
    }

    func configuration(of number: Int) throws -> BrachaConfiguration? {
        if faulty.contains(names[number]) { return nil }
        return try BrachaConfiguration(
            replica: number, replicaCount: names.count, faultCount: (names.count - 1) / 3, sender: 0)
    }

    func input(message bytes: [UInt8], from sender: Int) -> BrachaReplica.Input {
        .message(bytes, from: sender)
    }

    func request(
        _ input: String, _ words: inout ScenarioWords
    ) throws -> ScenarioRequest<BrachaReplica.Input> {
        if input == "broadcast" { return .take(.broadcast(Array(try words.next("a value").utf8))) }
        let kind = try kind(words.next("INITIAL, ECHO or READY"))
        let value = Array(try words.next("a value").utf8)
        guard words.skip("to") else { throw ScenarioSlip("to whom is missing") }
        return .say(BrachaMessage(kind, value).encoded, to: words.words())
    }

    private func kind(_ word: String) throws -> BrachaMessage.Kind {
        guard let kind = BrachaMessage.Kind.allCases.first(where: { text(of: $0) == word }) else {
            throw ScenarioSlip("\(word) is no kind of message; these are: INITIAL, ECHO, READY")
        }
        return kind
    }
}

extension BrachaScenario {
    private func text(of kind: BrachaMessage.Kind) -> String {
        switch kind {
        case .initial: "INITIAL"
        case .echo: "ECHO"
        case .ready: "READY"
        }
    }

    private func value(_ value: [UInt8]?) -> String {
        value.map { String(decoding: $0, as: UTF8.self) } ?? "-"
    }

    func text(of state: BrachaReplica.State) -> String {
        "echoed \(value(state.echoed.first))  ready \(value(state.ready.first))  "
            + "delivered \(value(state.delivered))"
    }

    func text(of message: [UInt8]) -> String {
        guard let message = try? BrachaMessage(decoding: message) else { return "no message" }
        return "\(text(of: message.kind)) \(value(message.value))"
    }

    func text(of event: BrachaReplica.Event) -> String? {
        switch event {
        case .delivered(let value): "delivers \(self.value(value))"
        case .dropped(let reason): "drops it: \(reason)"
        }
    }
}
