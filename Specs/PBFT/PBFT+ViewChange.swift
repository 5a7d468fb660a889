import QuorateFaults

extension PBFT {
    /// Set of views.
    public struct LateViews: FiniteValue {
        public let packed: UInt64
        public typealias MapStorage = HalfWord
        public static var valueCount: Int { 16 }

        @inline(__always)
        public init(packed: UInt64) { self.packed = packed }

        @inline(__always)
        init() { packed = 0 }

        @inline(__always)
        func contains(_ view: View) -> Bool { packed &>> view.packed & 1 != 0 }

        @inline(__always)
        func inserting(_ view: View) -> LateViews { LateViews(packed: packed | 1 &<< view.packed) }
    }

    /// The views from v0 on, `count` of them.
    struct PrefixViews: Sequence, IteratorProtocol {
        private var upcoming: UInt64 = 0
        private let count: UInt64

        @inline(__always)
        init(count: UInt64) { self.count = count }

        /// The views from `first` to `last`.
        @inline(__always)
        init(from first: View, through last: View) {
            upcoming = first.packed
            count = last.packed &+ 1
        }

        @inline(__always)
        mutating func next() -> View? {
            guard upcoming < count else { return nil }
            defer { upcoming &+= 1 }
            return View(packed: upcoming)
        }
    }

    /// Prepared certificate: in this view enough replicas have sent PREPARE for this value.
    struct Certificate: Hashable {
        var view: View
        var value: Value
    }

    /// VIEW-CHANGE with the highest prepared certificate of its sender, which is of a lower view, or none.
    public struct ViewChange: FiniteValue {
        let view: View
        let certificate: Certificate?

        // View v has 1 + 2v certificates: v1 begins at 0, v2 at 3, v3 at 8. The last number stands for view v0, to
        // which no replica changes.
        public static var valueCount: Int { 16 }

        private static func start(of view: View) -> UInt64 {
            switch view {
            case .v0: 15
            case .v1: 0
            case .v2: 3
            case .v3: 8
            }
        }

        public var packed: UInt64 {
            Self.start(of: view) + (certificate.map { 1 + $0.view.packed * 2 + $0.value.packed } ?? 0)
        }

        public init(packed: UInt64) {
            view = packed == 15 ? .v0 : packed >= 8 ? .v3 : packed >= 3 ? .v2 : .v1
            let number = packed - Self.start(of: view)
            certificate =
                number == 0
                ? nil
                : Certificate(view: View(packed: (number - 1) / 2), value: Value(packed: (number - 1) % 2))
        }

        @inline(__always)
        init(_ view: View, _ certificate: Certificate?) {
            self.view = view
            self.certificate = certificate
        }
    }

    /// Certificate in the VIEW-CHANGE of a correct replica to `view`: of the highest lower view in which it has
    /// sent COMMIT.
    @inline(__always)
    func certificate(of i: CorrectReplica, in s: State, below view: View) -> Certificate? {
        var highest: Certificate?
        for lower in view.lower {
            for value in Value.values
            where s.votes.hasCast(.commit(lower, value), by: i) && !s.late[i.id].contains(lower) {
                highest = Certificate(view: lower, value: value)
            }
        }
        return highest
    }

    /// The VIEW-CHANGEs to `view` of the correct replicas.
    @inline(__always)
    private func viewChanges(to view: View, in s: State) -> MonotoneVotes<ViewChange, TwoWords> {
        var sent = MonotoneVotes<ViewChange, TwoWords>()
        for i in s.faulty.correct(among: members) where s.view[i.id] >= view {
            sent.cast(ViewChange(view, certificate(of: i, in: s, below: view)), by: i.id)
        }
        return sent
    }

    /// Replicas that have sent VIEW-CHANGE to `view` with `certificate`, or could do so now, where `sent` are those of correct
    /// replicas.
    @inline(__always)
    private func senders(
        of certificate: Certificate?, in s: State, to view: View, _ sent: MonotoneVotes<ViewChange, TwoWords>
    ) -> Senders {
        let viewChange = ViewChange(view, certificate)
        return adversary.senders(
            of: viewChange, in: s.shown, orBy: s.faulty, having: isCertified(certificate, in: s)
        ).union(sent[viewChange])
    }

    /// Evidence that the signatures that make `certificate` exist; without one nothing is needed.
    @inline(__always)
    func isCertified(_ certificate: Certificate?, in s: State) -> Evidence {
        guard let certificate, mutant != .uncheckedCertificate else { return Evidence(true) }
        return isPrepared(certificate.view, certificate.value, in: s)
    }

    /// Evidence of a prepared certificate. In one variant the primary's proposal must be in it.
    @inline(__always)
    func isPrepared(_ view: View, _ value: Value, in s: State) -> Evidence {
        let prepares = s.votes[.prepare(view, value)]
        let isCounted = prepares.count >= prepareQuorum
        return variant == .proposalInCertificate
            ? isCounted && prepares.contains(primary(of: view)) : isCounted
    }

    /// Evidence for each value.
    struct EvidenceByValue {
        var a: Evidence
        var b: Evidence

        @inline(__always)
        subscript(_ value: Value) -> Evidence { value == .a ? a : b }
    }

    /// Evidence for each value that a NEW-VIEW for `view` with it is valid: in some quorum of VIEW-CHANGEs the highest
    /// certificate is for the value, or there is none.
    func justified(_ view: View, in s: State) -> EvidenceByValue {
        let (sent, quorum) = (viewChanges(to: view, in: s), quorum)
        // Those whose certificate is none, or of the views looked at so far.
        var reporters = senders(of: nil, in: s, to: view, sent)
        var evidence = EvidenceByValue(a: reporters.count >= quorum, b: reporters.count >= quorum)
        for lower in view.lower {
            let forA = senders(of: Certificate(view: lower, value: .a), in: s, to: view, sent)
            let forB = senders(of: Certificate(view: lower, value: .b), in: s, to: view, sent)
            reporters = reporters.union(forA).union(forB)
            let areEnough = reporters.count >= quorum
            evidence.a = evidence.a || forA.count >= 1 && areEnough
            evidence.b = evidence.b || forB.count >= 1 && areEnough
        }
        switch mutant {
        case .ignoredCertificates:
            return EvidenceByValue(a: reporters.count >= quorum, b: reporters.count >= quorum)
        case .anyCertificate:
            let areEnough = reporters.count >= quorum
            return EvidenceByValue(
                a: evidence.a || reports(.a, in: s, to: view, sent) && areEnough,
                b: evidence.b || reports(.b, in: s, to: view, sent) && areEnough)
        default: return evidence
        }
    }

    /// Evidence that some VIEW-CHANGE to `view` has a certificate for `value`.
    private func reports(
        _ value: Value, in s: State, to view: View, _ sent: MonotoneVotes<ViewChange, TwoWords>
    ) -> Evidence {
        Evidence.any(of: view.lower) { lower in
            senders(of: Certificate(view: lower, value: value), in: s, to: view, sent).count >= 1
        }
    }
}

extension PBFT.View: Comparable {
    @inline(__always)
    public static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

    /// The views below this one, the highest last.
    @inline(__always)
    var lower: PBFT.PrefixViews { PBFT.PrefixViews(count: packed) }

    /// The view after this one.
    @inline(__always)
    var following: Self { Self(packed: packed &+ 1 & 3) }
}

extension PBFT.LateViews: SpecDescribable {
    /// The views in the set.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .set(PBFT.View.values.filter(contains).map { .string("\($0)") })
    }
}

extension PBFT.Value {
    /// The other of the two.
    @inline(__always)
    var other: Self { self == .a ? .b : .a }
}

extension PBFT.Requests {
    /// Request for `value`: true where the client has signed it.
    @inline(__always)
    func include(_ value: PBFT.Value) -> Bool { self == .both || value == .a }
}
