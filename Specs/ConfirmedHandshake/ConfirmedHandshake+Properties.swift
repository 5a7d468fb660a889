import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension ConfirmedHandshake {
    public var properties: [Property<State>] {
        let (servers, faults) = (servers, faults)
        return [
            .always(
                "known connection", when: { s in s.client == .established },
                then: { s in
                    let correct = s.faulty.correct(among: servers)
                    return s.confirmed.senders(of: .synAck, in: correct).count > faults
                }),
            .reachable("every correct replica is connected") { s in
                s.established == s.faulty.correct(among: servers).members
            },
        ]
    }
}
