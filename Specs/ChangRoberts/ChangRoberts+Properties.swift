public import QuorateLanguage
import QuorateQuorums

extension ChangRoberts {
    public var properties: [Property<State>] {
        let (ring, nodes) = (self, nodes)
        return [
            .always("best leader", when: { s in nodes.contains { s.standing[$0] == .won } }) { s in
                nodes.allSatisfy { leader in
                    s.standing[leader] != .won
                        || s.initiators.contains(leader)
                            && nodes.allSatisfy { other in
                                other == leader
                                    || s.standing[other] == .lost
                                        && (!s.initiators.contains(other)
                                            || ring.id(of: other) > ring.id(of: leader))
                            }
                }
            }
        ]
    }
}
