import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension SecretSharing {
    /// The colluders pool a share, a party shows a share to the reader, and the reader makes a secret of the
    /// shares.
    public enum Action: SpecAction {
        case collude(ReplicaID)
        case show(ReplicaID, Element)
        case reconstruct(Element)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case collude, show, reconstruct }

        public var kind: Kind {
            switch self {
            case .collude: .collude
            case .show: .show
            case .reconstruct: .reconstruct
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let isClosed = isUnopened(s)
        for i in s.faulty.members {
            // Once shares are shown there is no secret left to keep.
            next.take(.collude(i), if: isClosed && !s.pooled.contains(i)) { $0.pooled.insert(i) }
            for element in elements {
                next.take(.show(i, element), if: s.shown[i] == nil) { $0.shown[i] = element }
            }
        }
        for i in s.faulty.correct(among: parties) {
            next.take(.show(i.id, s.shares[i.id]), if: s.shown[i.id] == nil) {
                $0.shown[i.id] = s.shares[i.id]
            }
        }
        guard s.reconstructed == nil, shownCount(in: s) >= matchesNeeded else { return }
        for secret in elements {
            next.take(.reconstruct(secret), if: fits(secret, in: s)) { $0.reconstructed = secret }
        }
    }

    /// The elements of the field.
    var elements: LazyMapSequence<Range<Int>, Element> { (0..<field).lazy.map(Element.init) }

    /// How many shares a polynomial must fit for the reader to take it.
    var matchesNeeded: Int {
        switch mutant {
        case .hastyReader: degreeBound
        case .timidReader: parties.count
        default: QuorumSize.allButFaulty(n: parties.count, f: faults)
        }
    }

    func shownCount(in s: State) -> Int {
        var count = 0
        for i in parties where s.shown[i] != nil { count += 1 }
        return count
    }

    /// Whether a polynomial with this secret fits enough of the shares that have been shown.
    func fits(_ secret: Element, in s: State) -> Bool {
        for polynomial in polynomials where polynomial.secret == secret {
            var matches = 0
            for i in parties where s.shown[i] == share(of: i, polynomial) { matches += 1 }
            if matches >= matchesNeeded { return true }
        }
        return false
    }

    /// Whether no correct party has shown its share.
    func isUnopened(_ s: State) -> Bool {
        for i in s.faulty.correct(among: parties) where s.shown[i.id] != nil { return false }
        return true
    }
}
