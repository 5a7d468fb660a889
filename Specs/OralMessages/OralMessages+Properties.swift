import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension OralMessages {
    public var properties: [Property<State>] {
        let spec = self
        return [
            // IC1 of the paper; IC2 is the next one.
            .always(
                "agreement", when: { s in spec.isDone(s) },
                then: { s in
                    let attacking = spec.attacking(in: s)
                    return attacking.isEmpty || attacking == spec.loyalLieutenants(in: s)
                }),
            .always(
                "validity", when: { s in spec.isDone(s) && !s.traitors.contains(0) },
                then: { s in
                    spec.attacking(in: s) == s.ordered.intersection(spec.loyalLieutenants(in: s))
                }),
            .deadlockFreedom(unless: { s in spec.isDone(s) }),
            .reachable("every loyal lieutenant attacks") { s in
                let attacking = spec.attacking(in: s)
                return spec.isDone(s) && !attacking.isEmpty && attacking == spec.loyalLieutenants(in: s)
            },
            .reachable("every loyal lieutenant retreats") { s in
                spec.isDone(s) && spec.attacking(in: s).isEmpty
            },
        ]
    }

    /// Whether every general has had its turn.
    public func isDone(_ s: State) -> Bool { s.turns.value == (depth == 0 ? 1 : generals.count) }

    /// The lieutenants whose decision matters.
    public func loyalLieutenants(in s: State) -> ReplicaSet { lieutenants.subtracting(s.traitors.members) }

    /// The loyal lieutenants that attack, once all have had their turns.
    public func attacking(in s: State) -> ReplicaSet {
        if depth == 0 { return s.ordered.intersection(loyalLieutenants(in: s)) }
        return ReplicaSet(loyalLieutenants(in: s).filter { isAttacking($0, in: s) })
    }

    /// Whether `lieutenant` concludes ATTACK from the order that it has got and from what the others relay.
    func isAttacking(_ lieutenant: ReplicaID, in s: State) -> Bool {
        let isOrdered = s.ordered.contains(lieutenant)
        let reports = lieutenants.filter { s.relayed[$0].contains(lieutenant) }.count
        return Self.isAttackConcluded(
            reports + (isOrdered ? 1 : 0), of: lieutenants.count, own: isOrdered, mutant)
    }
}
