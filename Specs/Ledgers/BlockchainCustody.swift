import QuorateFaults

/// Custody of a message changes hands by a transaction on a chain of blocks, once it has enough confirmations.
///
/// Nakamoto, "Bitcoin: A Peer-to-Peer Electronic Cash System" (2008), sections 5 and 11. The receiver publishes that
/// it accepts custody; as long as it has not settled it may change its mind and publish, with the same coin, that it
/// declines, so that no chain holds both. Giver and receiver settle by what they see: a transaction that is
/// `confirmations` blocks deep, its own included, counts as final. No message goes from one to the other, and yet
/// both come to the same end, which two generals never do: the chain is a third party that both see.
///
/// The environment may put a longer branch in the place of the last blocks, at most `reorganisable` of them and at
/// most `reorganisations` times. The bound is what section 11 computes odds for, and is none of the protocol's own:
/// an attacker with a share q < 1/2 of the work catches up z blocks with a probability that falls exponentially with
/// z and never is 0 (for q = 0.1 and z = 6 the paper's table has 0.0002428); one with more than half always does.
/// Left out are forks that giver and receiver see at different times, which a longer branch covers for each, and
/// fees.
struct BlockchainCustody: Spec {
    static let summary =
        "Custody changes hands when a transaction on a chain of blocks has enough confirmations."
    static let source = "Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System (2008), sections 5 and 11"

    /// Number of blocks from the one with the transaction to the last after which it counts as final.
    var confirmations: Int
    /// Greatest number of blocks that a longer branch takes the place of.
    var reorganisable: Int
    /// Greatest number of times that this happens.
    var reorganisations: Int
    var mutant: Mutant?

    /// Custody after `confirmations` confirmations (1 to 7), where a longer branch takes the place of at most
    /// `reorganisable` blocks (0 to 7) at most `reorganisations` times (0 to 3).
    init(confirmations: Int = 3, reorganisable: Int = 2, reorganisations: Int = 2, mutant: Mutant? = nil) {
        self.confirmations = confirmations
        self.reorganisable = reorganisable
        self.reorganisations = reorganisations
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("confirmations", \.confirmations, in: 1...7),
            Parameter("reorganisable", \.reorganisable, in: 0...7),
            Parameter("reorganisations", \.reorganisations, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { [] }
    var assumptions: Assumptions? {
        let chain =
            switch mutant {
            case .stalledChain: "the chain may stop growing for ever, with the transaction in its last block"
            case .ignoredTransaction: "a transaction may never get into a block"
            default: "the chain goes on growing"
            }
        return Assumptions(
            ["a giver and a receiver", "no faults", "no message between the two"],
            notes: [
                "a longer branch takes the place of at most \(reorganisable) blocks, \(reorganisations) times at most",
                chain,
            ])
    }

    /// Transactions of the receiver, which spend the same coin.
    enum Transaction: FiniteValue { case accept, decline }

    /// Ends of the transfer for one of the two.
    enum Custody: FiniteValue { case unsettled, changed, unchanged }

    typealias Depth = BoundedInt<0, 8>

    struct State: SpecState {
        /// Transactions that were published.
        var published = FiniteSet<Transaction>()
        /// Transaction that is on the chain.
        @Packed var onChain: Transaction? = nil
        /// Blocks from the one with the transaction to the last; more than matter are not counted.
        var depth: Depth = 0
        /// Number of longer branches so far.
        var reorganised: BoundedInt<0, 3> = 0
        var giver = Custody.unsettled
        var receiver = Custody.unsettled
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case publish(Transaction)
        case include(Transaction)
        case append
        case reorganise
        case giverSettles
        case receiverSettles
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for transaction in Transaction.values {
            let isPublished = s.published.contains(transaction)
            next.take(
                .publish(transaction),
                if: !isPublished
                    && (transaction == .accept || s.published.contains(.accept) && s.receiver == .unsettled)
            ) { $0.published.insert(transaction) }
            next.take(.include(transaction), if: isPublished && s.onChain == nil) {
                $0.onChain = transaction
                $0.depth = 1
            }
        }
        // Deeper than what counts and what can be taken back makes no difference.
        next.take(.append, if: s.onChain != nil && s.depth < max(confirmations, reorganisable + 1)) {
            $0.depth += 1
        }
        // A longer branch that forks above the transaction only appends.
        next.take(
            .reorganise, if: s.onChain != nil && s.depth <= reorganisable && s.reorganised < reorganisations
        ) {
            $0.onChain = nil
            $0.depth = 0
            $0.reorganised += 1
        }
        let isFinal = s.onChain != nil && s.depth >= confirmations
        let isFinalForGiver = mutant == .firstConfirmation ? s.depth >= 1 : isFinal
        let outcome = s.onChain == .accept ? Custody.changed : .unchanged
        next.take(.giverSettles, if: s.giver == .unsettled && isFinalForGiver) { $0.giver = outcome }
        next.take(.receiverSettles, if: s.receiver == .unsettled && isFinal) { $0.receiver = outcome }
    }

    /// Transactions that nobody has to publish, and what the chain need not do.
    var environmentActions: [String] {
        ["publish", "reorganise"]
            + (mutant == .stalledChain
                ? ["append"] : mutant == .ignoredTransaction ? ["include"] : [])
    }

    /// Growth of the chain, in whose blocks what is published has its place, and a look at it by both.
    var fairness: [Fairness<Self>] {
        let (blocks, transactions) = (
            Fairness<Self>.weak("blocks are appended", actions: "append"),
            Fairness<Self>.weak("transactions get in", actions: "include")
        )
        let growth: [Fairness<Self>] =
            switch mutant {
            case .stalledChain: [transactions]
            case .ignoredTransaction: [blocks]
            default: [blocks, transactions]
            }
        return growth + [
            .weak("the giver looks at the chain", actions: "giverSettles"),
            .weak("the receiver looks at the chain", actions: "receiverSettles"),
        ]
    }

    var properties: [Property<State>] {
        [
            .always(
                "one custodian", when: { s in s.giver != .unsettled && s.receiver != .unsettled },
                then: { s in s.giver == s.receiver }),
            .leadsTo(
                "the transfer ends", from: { s in s.published.contains(.accept) },
                to: { s in s.giver != .unsettled && s.receiver != .unsettled }),
            .reachable("custody changes hands") { s in s.giver == .changed && s.receiver == .changed },
            .reachable("custody stays after a change of mind") { s in
                s.giver == .unchanged && s.receiver == .unchanged
            },
        ] + (reorganisable > 0 && reorganisations > 0 ? [longerBranch] : [])
    }

    private var longerBranch: Property<State> {
        .reachable("custody changes hands after a longer branch had taken it back") { s in
            s.reorganised > 0 && s.giver == .changed && s.receiver == .changed
        }
    }
}
