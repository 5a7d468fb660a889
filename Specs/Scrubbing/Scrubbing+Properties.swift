public import QuorateLanguage
import QuorateQuorums

extension Scrubbing {
    public var properties: [Property<State>] {
        let bound = comparisonBound
        return [
            .always("logarithmic search") { s in s.comparisons.value <= bound },
            .always("location", when: { s in s.phase == .located }) { s in
                s[s.device].contains(s.start.value)
            },
            .always("recoverability") { s in s.phase != .lost },
            .reachable("search that takes all comparisons") { s in
                s.phase == .located && s.comparisons.value == bound
            },
            .reachable("devices as good as new after decay") { s in
                s.decayed > 0 && s.original.isEmpty && s.copy.isEmpty
            },
        ]
    }
}
