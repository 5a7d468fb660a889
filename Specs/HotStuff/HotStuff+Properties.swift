import QuorateFaults
public import QuorateLanguage

extension HotStuff {
    public var properties: [Property<State>] {
        let (quorum, views, allReplicas) = (quorum, views, allReplicas)
        var properties: [Property<State>] = [
            .always(
                "agreement",
                unless: { s in
                    Self.decided(.left, s, quorum, views) && Self.decided(.right, s, quorum, views)
                }),
            // The paper leaves it to the application what a valid block is; here replicas vote for no other.
            .always(
                "validity",
                unless: { s in
                    Evidence(s.validity == .onlyLeft) && Self.decided(.right, s, quorum, views)
                }),
            .reachable("the correct replicas decide by themselves") { s in
                let correct = s.faulty.correct(among: allReplicas)
                return Ballot.values.contains { s.commits.senders(of: $0, in: correct).count >= quorum }
            },
        ]
        if views > 1 {
            properties.append(
                .reachable("a block is decided after a view change") { s in
                    let correct = s.faulty.correct(among: allReplicas)
                    return Ballot.values.contains { ballot in
                        ballot.view > 0 && s.commits.senders(of: ballot, in: correct).count >= quorum
                    }
                })
        }
        return properties
    }

    /// Evidence that a quorum has voted to commit `block` in some view: at least what any replica that
    /// decides knows.
    @inline(__always)
    static func decided(_ block: Block, _ s: State, _ quorum: Int, _ views: Int) -> Evidence {
        .any(of: 0..<views) { view in s.commits[Ballot(view, block)].count >= quorum }
    }
}
