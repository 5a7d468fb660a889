public import QuorateReplay
internal import BroadcastSpecs
internal import PBFTSpecs
internal import RaftSpecs

/// The specs of the catalog that have real code.
public let drivers: [ReplayTarget] = [
    .driver(BrachaDriver.self, for: BrachaBroadcast()),
    .driver(PBFTDriver.self, for: PBFT(), instances: [["views": 1], ["views": 2]]),
    .driver(
        MembershipChangeDriver.self, for: MembershipChange(),
        instances: [
            ["servers": 3, "members": 2], ["servers": 3, "members": 3, "entries": 1],
            ["servers": 3, "members": 3, "method": 1],
        ]),
    .driver(
        RaftDriver.self, for: Raft(), instances: [["terms": 2, "entries": 0], ["terms": 1, "entries": 2]]),
]
