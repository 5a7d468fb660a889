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
struct TrustedRead: VotingSpec {
    static let summary =
        "A page of remote swap space is trusted once f + 1 replicas have sent identical copies."
    static let source = "Byzantine fault tolerance in operating systems: remote swap space (problem 3625149)"

    var replicas: ReplicaSet
    /// Silence of the faulty replicas, who say nothing at all.
    var silent: Bool
    /// The f Byzantine replicas; their number is trusted not to be exceeded.
    var adversary: Adversary
    var mutant: Mutant?

    /// `replicas` replicas (1 to 8), `faults` of them Byzantine.
    init(replicas: Int = 4, faults: Int = 1, silent: Bool = false, mutant: Mutant? = nil) {
        self.replicas = ReplicaSet(count: replicas)
        self.silent = silent
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...8), Parameter("faults", \.adversary.count, in: 0...3),
            Parameter("silent", \.silent),
        ]
    }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: adversary.count,
            silent ? .boundedAdversary(limit: "says nothing", .oral) : .byzantine(.oral),
            network: .asynchronous, placement: adversary.placement)
    }

    /// Number of identical copies that make a page trusted: f + 1.
    var rule: QuorumSize {
        switch mutant {
        case .trustFCopies: QuorumSize(faults: 1)
        case .waitForEveryone: QuorumSize(replicas: 1)
        case .countReplies, .unlabelledReplies, nil: QuorumSize(faults: 1, plus: 1)
        }
    }
    /// The same in this instance; nothing is trusted without a single copy.
    var enough: Int { max(1, rule(n: replicas.count, f: adversary.count)) }

    /// Page in the swap space.
    enum Page: FiniteValue {
        case stack, heap

        /// Contents that the operating system wrote to the page when it swapped it out.
        var written: Contents { self == .stack ? .stackData : .heapData }
    }

    /// Contents of a copy of a page.
    enum Contents: FiniteValue { case stackData, heapData, garbage }

    /// Answer of a replica: this page holds these contents.
    struct Copy: FiniteValue {
        /// Page that was asked for.
        let page: Page
        let contents: Contents

        init(of page: Page, _ contents: Contents) {
            self.page = page
            self.contents = contents
        }
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

        /// Value for `page`, the stack or the heap.
        subscript(_ page: Page) -> Value {
            @inline(__always) get { page == .stack ? stack : heap }
            @inline(__always) set { if page == .stack { stack = newValue } else { heap = newValue } }
        }
    }

    struct State: ByzantineState {
        /// Senders of each copy.
        var copies: MonotoneVotes<Copy, TwoWords>
        let faulty: FaultyReplicas
        /// Pages that the operating system has asked all replicas for.
        var requested = PerPage(false)
        /// Contents that it has taken each page to have.
        var trusted = PerPage<Contents?>(nil)
    }

    var initialStates: [State] {
        adversary.choices(among: replicas).map { faulty in
            let copies = silent ? MonotoneVotes() : MonotoneVotes<Copy, TwoWords>(from: faulty, adversary)
            return State(copies: copies, faulty: faulty)
        }
    }

    static var votes: VotePath<State, Copy, TwoWords> { \.copies }
    var faultyReplicasAreSilent: Bool { silent }
    var messages: [Copy] { silent ? [] : Array(Copy.values) }

    enum Action: SpecAction {
        case request(Page)
        case reply(ReplicaID, Page)
        case trust(Page, Contents)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
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

    /// Evidence on which the operating system takes `page` to hold `contents`.
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

    /// Pages that the operating system need not ask for.
    var environmentActions: [String] { ["request"] }

    /// Replies of the correct replicas, and trust in what they support. What a faulty replica may send is never owed.
    var fairness: [Fairness<Self>] {
        let replies = everyCorrectReplicaTakesSteps { action in
            if case .reply(let replica, _) = action { replica } else { nil }
        }
        return replies + [.weak("the operating system goes on", actions: "trust")]
    }

    var properties: [Property<State>] {
        let integrity = Property<State>.always("integrity") { s in
            Page.values.allSatisfy { s.trusted[$0] == nil || s.trusted[$0] == $0.written }
        }
        let replies = Property<State>.always("copies of requested pages only") { [replicas] s in
            let correct = s.faulty.correct(among: replicas)
            return Page.values.allSatisfy { page in
                s.requested[page]
                    || s.copies.senders(of: Copy(of: page, page.written), in: correct).isEmpty
            }
        }
        let trust = Property<State>.reachable("a page is trusted") { s in
            Page.values.contains { s.trusted[$0] == $0.written }
        }
        let completion = Property<State>.leadsTo(
            "a read completes though the faulty are silent",
            from: { s in Page.values.contains { s.requested[$0] && s.trusted[$0] == nil } },
            to: { s in Page.values.allSatisfy { !s.requested[$0] || s.trusted[$0] != nil } })
        guard silent else { return [integrity, replies, completion, trust] }
        let rest = Property<State>.deadlockFreedom("every read completes") { s in
            Page.values.allSatisfy { s.trusted[$0] != nil }
        }
        return [integrity, replies, rest, completion]
    }
}
