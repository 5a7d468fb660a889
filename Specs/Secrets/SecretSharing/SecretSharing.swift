import QuorateFaults

/// Shamir's secret sharing over a small field, reconstructed by a reader to whom some parties show wrong
/// shares.
///
/// Shamir, "How to Share a Secret" (1979); McEliece and Sarwate, "On Sharing Secrets and Reed-Solomon Codes"
/// (1981); "Information, Errors, and Secrets". A dealer hides the secret as the value at 0 of a
/// random polynomial of degree below t over the field of p elements and gives party i the value at i + 1.
/// Nothing is sampled: every polynomial is an initial state, and with it every secret. f colluders learn
/// nothing when t > f; a reader who takes a polynomial that fits n - f shares takes the right one when t ≤ n
/// - 2f; so a threshold exists exactly if n ≥ 3f + 1.
///
/// Secrecy is a property of counting: among the polynomials that agree with what the colluders hold, each
/// secret has as many. That is what it means that the shares do not depend on the secret when the dealer
/// draws evenly.
///
/// Fault model: f parties are Byzantine. They pool their shares, and each shows the reader any share, or
/// none. The dealer and the reader are correct, and their channels are private. One reader, who keeps
/// the first share that each party shows. That the reader can go on is asked of the states in which every
/// correct party has shown its share, and not of whole runs.
struct SecretSharing: Spec {
    static let summary = "A secret that f parties cannot learn, and f wrong shares cannot spoil."
    static let source = "Shamir, How to Share a Secret (1979); McEliece and Sarwate (1981)"

    /// All n parties.
    var parties: ReplicaSet
    /// f, the number of Byzantine parties.
    var faults: Int
    /// t, the number of shares that determine the secret, or 0 for f + 1.
    var threshold: Int
    /// p, the number of elements of the field: a prime above n.
    var field: Int
    var mutant: Mutant?

    /// A secret of a field with `field` elements (2, 3, 5, 7 or 11), shared among `parties` parties (1 to 7),
    /// `faults` of them Byzantine.
    init(
        parties: Int = 4, faults: Int = 1, threshold: Int = 0, field: Int = 5, mutant: Mutant? = nil
    ) {
        self.parties = ReplicaSet(count: parties)
        self.faults = faults
        self.threshold = threshold
        self.field = field
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("parties", \.parties, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("threshold", \.threshold, in: 0...4), Parameter("field", \.field, in: 2...11),
        ]
    }
    var replicas: ReplicaSet { parties }
    var requiredActions: [String] {
        faults > 0 ? ["collude", "show", "reconstruct"] : ["show", "reconstruct"]
    }

    func validate() throws {
        let problem: String? =
            if faults > parties.count {
                "faults=\(faults) of parties=\(parties.count) cannot be Byzantine; lower faults"
            } else if ![2, 3, 5, 7, 11].contains(field) {
                "field=\(field) is no prime; take 5, 7 or 11"
            } else if field <= parties.count {
                "a field of \(field) has too few points for parties=\(parties.count); take a larger prime"
            } else if degreeBound < 1 || degreeBound > parties.count {
                "t=\(degreeBound) shares of parties=\(parties.count) cannot determine a secret; set threshold"
            } else { nil }
        if let problem { throw SpecError(spec: Self.name, message: problem) }
    }

    var placement: FaultPlacement { .every(faults) }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: parties, faults: faults, .byzantine(.oral), network: .asynchronous,
            placement: placement,
            notes: ["the dealer and the reader are correct, and their channels are private"])
    }

    struct State: SpecState {
        /// The dealer's share for each party.
        var shares: ReplicaMap<Element>
        /// The share that each party has shown to the reader.
        var shown = ReplicaMap<Element?>(nil)
        /// The Byzantine parties; chosen at the start.
        var faulty: FaultyReplicas
        /// The parties whose shares the colluders have pooled.
        var pooled = ReplicaSet()
        /// The dealer's secret.
        var secret: Element
        /// The secret that the reader has reconstructed.
        @Packed var reconstructed: Element? = nil
    }

    var initialStates: [State] {
        Adversary(placement).choices(among: parties).flatMap { faulty in
            polynomials.map { polynomial in
                var shares = ReplicaMap(Element(0))
                for i in parties { shares[i] = share(of: i, polynomial) }
                return State(shares: shares, faulty: faulty, secret: polynomial.secret)
            }
        }
    }

    /// The colluders pool a share, a party shows a share to the reader, and the reader makes a secret of the
    /// shares.
    enum Action: SpecAction {
        case collude(ReplicaID)
        case show(ReplicaID, Element)
        case reconstruct(Element)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
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

    /// Elements of the field, from 0 to p - 1.
    var elements: LazyMapSequence<Range<Int>, Element> { (0..<field).lazy.map(Element.init) }

    /// The number of shares that a polynomial must fit for the reader to take it.
    var matchesNeeded: Int {
        switch mutant {
        case .hastyReader: degreeBound
        case .timidReader: parties.count
        default: QuorumSize.allButFaulty(n: parties.count, f: faults)
        }
    }

    func shownCount(in s: State) -> Int {
        parties.filter { s.shown[$0] != nil }.count
    }

    /// Fit of a secret: a polynomial with it goes through enough of the shares that have been shown.
    func fits(_ secret: Element, in s: State) -> Bool {
        polynomials.contains { polynomial in
            polynomial.secret == secret
                && parties.filter { s.shown[$0] == share(of: $0, polynomial) }.count >= matchesNeeded
        }
    }

    /// Time before the opening: no correct party has shown its share.
    func isUnopened(_ s: State) -> Bool {
        s.faulty.correct(among: parties).allSatisfy { s.shown[$0.id] == nil }
    }

    var properties: [Property<State>] {
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
            .reachable("f shares are pooled before the opening") { s in
                s.pooled.count == faults && isUnopened(s)
            },
        ] + (faults == 0 ? [completeness] : [])
    }

    /// Without wrong shares fewer would do, and nothing else shows that the reader waits for n - f.
    private var completeness: Property<State> {
        .always("reconstruction from all shares") { s in
            s.reconstructed == nil || shownCount(in: s) == parties.count
        }
    }

    /// Secrecy of the pooled shares: of the polynomials that agree with them, each secret has as many.
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
        s.pooled.allSatisfy { share(of: $0, polynomial) == s.shares[$0] }
    }

    /// Time after the opening: every correct party has shown its share.
    private func isOpened(_ s: State) -> Bool {
        s.faulty.correct(among: parties).allSatisfy { s.shown[$0.id] != nil }
    }

    private func wrongShares(in s: State) -> ReplicaSet {
        s.faulty.members.filter { s.shown[$0] != nil && s.shown[$0] != s.shares[$0] }
    }
}
