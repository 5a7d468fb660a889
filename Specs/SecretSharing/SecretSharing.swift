import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

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
/// none. The dealer and the reader are correct, and nobody listens on their channels. One reader, who keeps
/// the first share that each party shows.
public struct SecretSharing: Spec {
    public static let summary = "A secret that f parties cannot learn, and f wrong shares cannot spoil."
    public static let source = "Shamir, How to Share a Secret (1979); McEliece and Sarwate (1981)"

    /// All n parties.
    public var parties: ReplicaSet
    /// f, the number of Byzantine parties.
    public var faults: Int
    /// t, the number of shares that determine the secret, or 0 for f + 1.
    public var threshold: Int
    /// p, the number of elements of the field: a prime above n.
    public var field: Int
    public var mutant: Mutant?

    /// A secret of a field with `field` elements (2, 3, 5, 7 or 11), shared among `parties` parties (1 to 7),
    /// `faults` of them Byzantine.
    public init(
        parties: Int = 4, faults: Int = 1, threshold: Int = 0, field: Int = 5, mutant: Mutant? = nil
    ) {
        self.parties = ReplicaSet(count: parties)
        self.faults = faults
        self.threshold = threshold
        self.field = field
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("parties", \.parties, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("threshold", \.threshold, in: 0...4), Parameter("field", \.field, in: 2...11),
        ]
    }
    public var replicas: ReplicaSet { parties }
    public var requiredActions: [Action.Kind] {
        faults > 0 ? [.collude, .show, .reconstruct] : [.show, .reconstruct]
    }

    public func validate() throws {
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

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: parties, faults: faults, .byzantine(.oral), network: .asynchronous,
            placement: placement,
            notes: ["the dealer and the reader are correct, and their channels are private"])
    }

    var placement: FaultPlacement { .every(faults) }

    public struct State: SpecState {
        /// What the dealer has given to each party.
        var shares: ReplicaMap<Element>
        /// What each party has shown to the reader.
        var shown = ReplicaMap<Element?>(nil)
        /// The Byzantine parties; chosen at the start.
        var faulty: FaultyReplicas
        /// The parties whose shares the colluders have pooled.
        var pooled = ReplicaSet()
        /// The dealer's secret.
        var secret: Element
        /// What the reader has reconstructed.
        @Packed var reconstructed: Element? = nil
    }

    public var initialStates: [State] {
        Adversary(placement).choices(among: parties).flatMap { faulty in
            polynomials.map { polynomial in
                var shares = ReplicaMap(Element(0))
                for i in parties { shares[i] = share(of: i, polynomial) }
                return State(shares: shares, faulty: faulty, secret: polynomial.secret)
            }
        }
    }
}
