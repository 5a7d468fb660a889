import QuorateFaults

extension AtomicRegister {
    enum Mutant: String, SpecMutant {
        case withoutQuorums = "without-quorums"
        case withoutWriteBack = "without-write-back"
        case readFromOne = "read-from-one"
        case droppedRequest = "dropped-request"

        var expectation: MutantExpectation {
            switch self {
            case .withoutQuorums:
                .breaks("linearizability", "a server answers out of its own copy, and tells the others later")
            case .withoutWriteBack:
                .breaks(
                    "linearizability",
                    "a read returns the greatest value that it has heard of, and does not see to it that a majority has it"
                )
            case .readFromOne:
                .breaks("regularity", "writes go to a majority, and a read to one server")
            case .droppedRequest:
                .breaks("every operation ends", "a server that is busy throws away what it is asked")
            }
        }
    }

    /// With two servers a majority is both, so that a read has what any write has left.
    mutating func makeRoomForMutant() {
        guard mutant == .withoutWriteBack || mutant == .readFromOne else { return }
        serverCount = 3
        singleWriter = true
    }

    /// Stateright's figure is the 544 states that its example asserts.
    static let instances =
        expected(
            by: "stateright's linearizable-register, an independent re-model in Python",
            [.holds(Self(), distinct: 544, generated: 875, depth: 24)])
        + expected(
            by: "an independent re-model in Python",
            [
                .holds(Self(singleWriter: true), distinct: 137, generated: 208, depth: 18),
                // Two majorities that are not the same, as against two servers, where both must answer.
                .holds(
                    Self(servers: 3, singleWriter: true), distinct: 500_777, generated: 1_987_414, depth: 24,
                    isLong: true),
                .caught(Self(mutant: .withoutQuorums), distinct: 557, generated: 1010, depth: 10, steps: 4),
                // A read of the new value and then one of the old: regular, and not atomic.
                .caught(
                    Self(servers: 3, singleWriter: true, mutant: .withoutWriteBack), distinct: 25254,
                    generated: 77757, depth: 18, steps: 11),
                // The write is known to a majority, and not to the server that is asked.
                .caught(
                    Self(servers: 3, singleWriter: true, mutant: .readFromOne), distinct: 816,
                    generated: 1705,
                    depth: 12, steps: 10),
                .caught(Self(mutant: .droppedRequest), distinct: 626, generated: 979, depth: 24, steps: 13),
            ])
}
