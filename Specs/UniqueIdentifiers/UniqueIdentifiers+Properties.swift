public import QuorateLanguage
import QuorateQuorums

extension UniqueIdentifiers {
    public var properties: [Property<State>] {
        let (servers, enough, identifiers) = (servers, enough, identifiers)
        return [
            .always("unique identifiers") { s in
                UserID.values.allSatisfy { uid in
                    !(s.passwd.contains(Binding(uid, .alice)) && s.passwd.contains(Binding(uid, .eve)))
                }
            },
            .reachable("everybody gets a user ID though the faulty are silent") { s in
                let correct = s.faulty.correct(among: servers)
                return [Binding(.uid501, .alice), Binding(.uid502, .eve)].prefix(identifiers).allSatisfy {
                    s.passwd.contains($0) && s.signatures.senders(of: $0, in: correct).count >= enough
                }
            },
        ]
    }
}
