import QuorateReplicas

/// What a scenario has to know of a protocol.
protocol ScenarioProtocol {
    associatedtype R: Replica

    /// The names of the replicas, in the order of their numbers.
    var names: [String] { get }
    /// The inputs of this protocol; the name of a replica comes behind each.
    var inputs: [String] { get }
    /// The line above the states of all replicas, if they need one.
    var heading: String? { get }

    /// What replica `number` is started with, nil for a faulty one, of which there is no code.
    func configuration(of number: Int) throws -> R.Configuration?
    /// What a message is to the replica that gets it.
    func input(message bytes: [UInt8], from sender: Int) -> R.Input
    /// What a line asks for.
    mutating func request(_ input: String, _ words: inout ScenarioWords) throws -> ScenarioRequest<R.Input>

    /// A message in words, of which the first is its kind.
    func text(of message: [UInt8]) -> String
    /// An event in words, nil for one that says no more than messages and states do.
    func text(of event: R.Event) -> String?
    /// A state in words.
    func text(of state: R.State) -> String
}

/// What a line asks of a replica.
enum ScenarioRequest<Input> {
    /// To take an input.
    case take(Input)
    /// To start with these records in its durable log.
    case start([[UInt8]])
    /// To say this to the replicas of these names, as only a faulty one does.
    case say([UInt8], to: [String])
}

extension ScenarioProtocol {
    var heading: String? { nil }

    func number(_ name: String) throws -> Int {
        guard let number = names.firstIndex(of: name) else {
            throw ScenarioSlip("\(name) is none of the replicas \(names.joined(separator: " "))")
        }
        return number
    }

    func name(_ number: Int) -> String { names.indices.contains(number) ? names[number] : "\(number)" }

    /// Different names, at least one.
    static func names(_ words: [String]) throws -> [String] {
        if words.isEmpty { throw ScenarioSlip("the names of the replicas are missing") }
        if Set(words).count < words.count { throw ScenarioSlip("two replicas have the same name") }
        return words
    }
}

extension String {
    /// The text with spaces behind it.
    func wide(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    /// The text with spaces in front of it.
    func right(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
