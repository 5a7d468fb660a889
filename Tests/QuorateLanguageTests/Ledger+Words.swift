import QuorateQuorums

@testable import QuorateLanguage
@testable import Toys

extension Ledger.State {
    /// The state with the given levels, noted and last clerk, as words.
    static func words(_ levels: [Int], noted: ReplicaSet = [], last: ReplicaID? = nil) -> [UInt64] {
        var state = Ledger.State(noted: noted, last: last)
        for (clerk, level) in levels.enumerated() { state.level[ReplicaID(clerk)] = BoundedInt(level) }
        return StateWords(state).words
    }
}
