import QuorateReplicas
import Testing

@testable import QuorateDrivers

/// Honest instance of a replica with a key that a second one has too, and the messages that it has sent to everybody.
struct Twin: Hashable {
    var node: Node<PBFTReplica, MemoryLog>
    var said: Set<[UInt8]> = []

    /// The twin after an input.
    func after(_ input: PBFTInput) throws -> Twin {
        var next = self
        for output in try next.node.receive(input) {
            if case .broadcast(let bytes) = output { next.said.insert(bytes) }
        }
        return next
    }
}

/// All that one twin can have become: the network decides which of the messages that exist reach it, and when.
struct TwinStates: Equatable {
    private(set) var states: Set<Twin>

    init(_ node: Node<PBFTReplica, MemoryLog>) { states = [Twin(node: node)] }

    /// More would be another test.
    private static let limit = 20_000

    /// Gives every state every input, in any order, until nothing new comes of it.
    mutating func close(under inputs: [(view: Int, input: PBFTInput)], lastView: Int) throws {
        var fresh = Array(states)
        while let twin = fresh.popLast() {
            let view = twin.node.replica.state.view
            let timeout: [PBFTInput] = view < lastView ? [.timeout] : []
            for input in inputs.filter({ $0.view == view }).map(\.input) + timeout {
                let next = try twin.after(input)
                if states.insert(next).inserted { fresh.append(next) }
            }
            try #require(states.count < Self.limit)
        }
    }

    /// The messages that the twin can have sent.
    var sayable: Set<[UInt8]> { states.reduce(into: []) { $0.formUnion($1.said) } }

    /// The same twin, known to have sent that.
    func having(said bytes: [UInt8]) -> TwinStates {
        var known = self
        known.states = states.filter { $0.said.contains(bytes) }
        return known
    }
}
