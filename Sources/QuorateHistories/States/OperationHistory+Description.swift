public import QuorateLanguage
public import QuorateQuorums

extension OperationHistory: ByteCanonical {
    /// More clients, operations or values than there is room for.
    public static var layoutProblem: String? { capacityProblem }
}

extension OperationHistory: SpecDescribable {
    /// The operations of each client by their numbers from 1: the call, the answer, and how many operations of others had
    /// ended when it was called.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(
            Client.values.prefix(clients).enumerated().map { place, client in
                let count = (0..<limit).count { entries[place][$0].status != 0 }
                return .init(
                    key: SpecValue(describing: client, for: replicas),
                    value: .map(
                        (0..<count).map { number in
                            .init(
                                key: .integer(number + 1),
                                value: specValue(of: entries[place][number], place, replicas))
                        }))
            })
    }

    private func specValue(of entry: RecordedOperation, _ place: Int, _ replicas: ReplicaSet) -> SpecValue {
        let answer =
            entry.status == RecordedOperation.answered
            ? SpecValue(describing: Object.Answer(packed: entry.answer), for: replicas) : .string("pending")
        let seen = Client.values.prefix(clients).enumerated().filter { other, _ in
            other != place && entry.seen(of: other) > 0
        }
        return .record([
            .init(name: "call", value: SpecValue(describing: Object.Call(packed: entry.call), for: replicas)),
            .init(name: "answer", value: answer),
            .init(
                name: "after",
                value: .map(
                    seen.map { other, client in
                        .init(
                            key: SpecValue(describing: client, for: replicas),
                            value: .integer(entry.seen(of: other)))
                    })),
        ])
    }
}
