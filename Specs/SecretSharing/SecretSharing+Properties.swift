import QuorateFaults
public import QuorateLanguage
import QuorateQuorums

extension SecretSharing {
    public var properties: [Property<State>] {
        [
            .always("secrecy", when: { s in isUnopened(s) }, then: { s in isEverySecretAsLikely(s) }),
            .always(
                "robust reconstruction", when: { s in s.reconstructed != nil },
                then: { s in s.reconstructed == s.secret }),
            .always(
                "available reconstruction", when: { s in s.reconstructed == nil && isOpened(s) },
                then: { s in elements.contains { fits($0, in: s) } }),
            .reachable("the secret is reconstructed in spite of f wrong shares") { s in
                s.reconstructed == s.secret && wrongShares(in: s).count == faults
            },
        ]
    }

    /// Whether, of the polynomials that agree with the pooled shares, each secret has as many.
    func isEverySecretAsLikely(_ s: State) -> Bool {
        var first: Int?
        for secret in elements {
            var count = 0
            for polynomial in polynomials where polynomial.secret == secret && agrees(polynomial, s) {
                count += 1
            }
            if let first, first != count { return false }
            first = count
        }
        return true
    }

    private func agrees(_ polynomial: Polynomial, _ s: State) -> Bool {
        for i in s.pooled where share(of: i, polynomial) != s.shares[i] { return false }
        return true
    }

    /// Whether every correct party has shown its share.
    private func isOpened(_ s: State) -> Bool {
        for i in s.faulty.correct(among: parties) where s.shown[i.id] == nil { return false }
        return true
    }

    private func wrongShares(in s: State) -> ReplicaSet {
        var wrong = ReplicaSet()
        for i in s.faulty.members where s.shown[i] != nil && s.shown[i] != s.shares[i] { wrong.insert(i) }
        return wrong
    }
}
