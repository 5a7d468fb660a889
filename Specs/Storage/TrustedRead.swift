import QuorateFaults

/// Swap space on remote replicas: the operating system trusts a page once f + 1 replicas have sent identical
/// copies.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625149): f
/// identical copies may all come from villains, one of f + 1 comes from an honest replica. The data do not
/// change while they are read, so nothing has to be ordered. For f + 1 copies to arrive at all n must
/// be at least 2f + 1. Differences from the text: two pages may be read at the same time, so that a copy says
/// which page it is of; a late copy is a late step, so there is no network in the state.
///
/// Fault model: Byzantine replicas in every placement, oral messages, asynchronous network. A faulty replica
/// may send the true copy, another page, or garbage, each for each page, or nothing. With `silent` it sends
/// nothing, which is the worst that it can do to liveness. Abstracted: what is in a page is one of three
/// values, of which one is right.
struct TrustedRead: ByzantineSpec {
    static let summary =
        "A page of remote swap space is trusted once f + 1 replicas have sent identical copies."
    static let source =
        "Byzantine fault tolerance in operating systems: remote swap space (problem 3625149)"

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that is trusted not to be exceeded.
    var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// Whether the faulty replicas say nothing at all.
    var silent: Bool
    var adversary: Adversary
    var mutant: Mutant?

    /// `replicas` replicas (1 to 8), `faults` of them Byzantine.
    init(replicas: Int = 4, faults: Int = 1, silent: Bool = false, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.silent = silent
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("silent", \.silent),
        ]
    }
    var replicas: ReplicaSet { allReplicas }

    func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults,
            silent ? .boundedAdversary(limit: "says nothing", .oral) : .byzantine(.oral),
            network: .asynchronous, placement: adversary.placement)
    }

    /// So many identical copies make a page trusted: f + 1.
    var rule: QuorumSize {
        switch mutant {
        case .trustFCopies: QuorumSize(faults: 1)
        case .waitForEveryone: QuorumSize(replicas: 1)
        case .countReplies, .unlabelledReplies, nil: QuorumSize(faults: 1, plus: 1)
        }
    }
    /// The rule for this instance; nothing is trusted without a single copy.
    var enough: Int { max(1, rule(n: allReplicas.count, f: faults)) }

    struct State: SpecState {
        /// Which replicas have sent which copies.
        var copies: MonotoneVotes<Copy, TwoWords>
        /// The Byzantine replicas; chosen at the start.
        let faulty: FaultyReplicas
        /// The pages that the operating system has asked all replicas for.
        var requested = PerPage(false)
        /// What it has taken each page to be.
        var trusted = PerPage<Contents?>(nil)
    }

    var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            let copies = silent ? MonotoneVotes() : MonotoneVotes<Copy, TwoWords>(from: faulty, adversary)
            return State(copies: copies, faulty: faulty)
        }
    }

    /// A page in the swap space.
    enum Page: FiniteValue {
        case stack, heap

        /// What the operating system wrote to the page when it swapped it out.
        var written: Contents { self == .stack ? .stackData : .heapData }
    }

    /// What a copy of a page may hold.
    enum Contents: FiniteValue { case stackData, heapData, garbage }

    /// A replica's answer: this page holds these contents.
    struct Copy: FiniteValue, CaseIterable {
        /// The page that was asked for.
        let page: Page
        /// What the replica says is in it.
        let contents: Contents

        init(of page: Page, _ contents: Contents) {
            self.page = page
            self.contents = contents
        }

        static var valueCount: Int { Page.valueCount * Contents.valueCount }
        @inline(__always)
        var packed: UInt64 { page.packed &* 3 &+ contents.packed }
        @inline(__always)
        init(packed: UInt64) {
            self.init(of: Page(packed: packed / 3), Contents(packed: packed % 3))
        }
        static var allCases: [Copy] { Array(values) }
    }

    /// One small value for each page.
    struct PerPage<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
        @Packed private var stack: Value
        @Packed private var heap: Value

        /// Both pages have `initial`.
        init(_ initial: Value) {
            stack = initial
            heap = initial
        }

        /// The value of `page`.
        subscript(_ page: Page) -> Value {
            @inline(__always) get { page == .stack ? stack : heap }
            @inline(__always) set { if page == .stack { stack = newValue } else { heap = newValue } }
        }
    }

    var faultyReplicasAreSilent: Bool { silent }
    var messages: [Copy] { silent ? [] : Array(Copy.values) }
    func faulty(in state: State) -> FaultyReplicas { state.faulty }
    func send(_ message: Copy, from sender: ReplicaID, in state: inout State) {
        state.copies.cast(message, by: sender)
    }
    func correctPart(of state: State) -> State {
        var part = state
        part.copies = state.copies.without(state.faulty)
        return part
    }

    enum Action: SpecAction {
        case request(Page)
        case reply(ReplicaID, Page)
        case trust(Page, Contents)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for page in Page.values {
            let isRequested = s.requested[page]
            next.take(.request(page), if: !isRequested) { $0.requested[page] = true }
            let copy = Copy(of: page, page.written)
            for i in correct {
                next.take(.reply(i.id, page), if: isRequested && !s.copies.hasCast(copy, by: i)) {
                    $0.copies.cast(copy, by: i.id)
                }
            }
            let isAwaited = isRequested && s.trusted[page] == nil
            for contents in Contents.values {
                next.take(
                    .trust(page, contents), if: isAwaited, given: supports(contents, for: page, in: s.copies)
                ) { $0.trusted[page] = contents }
            }
        }
    }

    /// What the operating system wants to have heard before it takes `page` to hold `contents`.
    @inline(__always)
    func supports(
        _ contents: Contents, for page: Page, in copies: MonotoneVotes<Copy, TwoWords>
    ) -> Evidence {
        let identical = copies[Copy(of: page, contents)]
        switch mutant {
        case .countReplies:
            let others = Contents.values.reduce(identical) { $0.union(copies[Copy(of: page, $1)]) }
            return others.count >= enough && identical.count >= 1
        case .unlabelledReplies:
            return copies[Copy(of: .stack, contents)].union(copies[Copy(of: .heap, contents)]).count >= enough
        case .trustFCopies, .waitForEveryone, nil:
            return identical.count >= enough
        }
    }

    var properties: [Property<State>] {
        let (allReplicas, enough) = (allReplicas, enough)
        let integrity = Property<State>.always("integrity") { s in
            Page.values.allSatisfy { s.trusted[$0] == nil || s.trusted[$0] == $0.written }
        }
        if silent {
            let completion = Property<State>.deadlockFreedom("every read completes") { s in
                Page.values.allSatisfy { s.trusted[$0] != nil }
            }
            return [integrity, completion]
        }
        // Nothing that a correct replica does waits for a faulty one. So where the copies of correct replicas
        // are enough, another run has the same read and faulty replicas that say nothing.
        let liveness = Property<State>.reachable("a read completes though the faulty are silent") { s in
            let correct = s.faulty.correct(among: allReplicas)
            return Page.values.contains { page in
                let copy = Copy(of: page, page.written)
                return s.trusted[page] == page.written
                    && s.copies.senders(of: copy, in: correct).count >= enough
            }
        }
        return [integrity, liveness]
    }
}
