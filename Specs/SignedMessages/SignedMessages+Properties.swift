import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension SignedMessages {
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
                    let isAttackOrdered = spec.isSigned(.attack, in: s)
                    return spec.attacking(in: s) == (isAttackOrdered ? spec.loyalLieutenants(in: s) : [])
                }),
            .deadlockFreedom(unless: { s in spec.isDone(s) }),
            .reachable("every loyal lieutenant attacks") { s in
                spec.isDone(s) && !s.knowsAttack.isEmpty
                    && spec.attacking(in: s) == spec.loyalLieutenants(in: s)
            },
            .reachable("every loyal lieutenant retreats") { s in
                spec.isDone(s) && spec.attacking(in: s).isEmpty
            },
        ]
    }

    /// Whether the last round has ended.
    public func isDone(_ s: State) -> Bool { s.network.round > lastRound }

    /// The lieutenants whose decision matters.
    public func loyalLieutenants(in s: State) -> ReplicaSet { lieutenants.subtracting(s.traitors.members) }

    /// The loyal lieutenants that attack: those who know of that order and of no other.
    public func attacking(in s: State) -> ReplicaSet { s.knowsAttack.subtracting(s.knowsRetreat) }

    /// Whether a loyal commander has signed `order`.
    func isSigned(_ order: Order, in s: State) -> Bool {
        s.traitors.correct(among: generals)[0].map { s.network.hasSent(.signed(order, by: $0)) } ?? false
    }

    /// How many messages loyal generals have sent so far, one for each receiver of each chain.
    ///
    /// Without traitors that is every message of the run: a chain goes to all lieutenants that have not
    /// signed it.
    public func messageCount(in s: State) -> Int {
        s.network.sent.map { lieutenants.subtracting($0.members).count }.reduce(0, +)
    }
}
