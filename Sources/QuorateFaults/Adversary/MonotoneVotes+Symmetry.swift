import QuorateLanguage
import QuorateQuorums

extension MonotoneVotes: CelledValue {
    package static func cellGroups(_ names: TradedNames) throws -> [CellGroup] {
        let (width, lanes) = (Storage.laneWidth, Storage.laneCount)
        return [
            CellGroup(
                keys: try .of(Statement.self, names), count: min(lanes, Statement.valueCount),
                and: try .of(ReplicaID.self, names),
                count: min(width, ReplicaID.capacity), width: 1
            ) { $0 * width + $1 }
        ]
    }
}
