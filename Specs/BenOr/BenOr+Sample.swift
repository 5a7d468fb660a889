import QuorateFaults
import QuorateLanguage
import QuorateQuorums

extension BenOr {
    /// The messages of one exchange, out of which a replica hears `size`, from as many senders.
    ///
    /// A Byzantine sender may say one thing to one replica and another to the next, so it can be among the
    /// senders of several messages; in a sample it stands for one. Whether a sample with given numbers exists
    /// is a question about matching senders with places, of which only so many are for each value: by König's
    /// theorem there is one unless some kinds of messages together have too few senders and the other kinds
    /// too few places.
    struct Sample {
        /// The senders of 0, of 1, and of neither where that is a message.
        let zero: Senders
        let one: Senders
        let neither: Senders
        /// The number of messages that a replica waits for.
        let size: Int

        @inline(__always)
        func senders(of value: Value) -> Senders { value == .zero ? zero : one }

        /// Whether some sample has at least `count` messages for `value`.
        @inline(__always)
        func canHold(_ count: Int, for value: Value) -> Evidence {
            Evidence(count <= size) && senders(of: value).count >= count && everybody.count >= size
        }

        /// Whether some sample has at most `limit` messages for each of the values.
        ///
        /// It can then also have `count` for one of them, as long as so many were sent and `count` is at most
        /// `limit`: a matching grows without giving up a place.
        @inline(__always)
        func canHold(atMost limit: Int) -> Evidence {
            everybody.count >= size && one.union(neither).count >= size - limit
                && zero.union(neither).count >= size - limit && neither.count >= size - 2 * limit
        }

        @inline(__always)
        private var everybody: Senders { zero.union(one).union(neither) }
    }

    /// The reports of `round`.
    @inline(__always)
    func reports(of round: Int, in s: State) -> Sample {
        Sample(
            zero: s.votes[.report(round: round, .zero)], one: s.votes[.report(round: round, .one)],
            neither: Senders(correct: []), size: thresholds.reports)
    }

    /// The proposals of `round`.
    @inline(__always)
    func proposals(of round: Int, in s: State) -> Sample {
        Sample(
            zero: s.votes[.proposal(round: round, .zero)], one: s.votes[.proposal(round: round, .one)],
            neither: s.votes[.proposal(round: round, nil)], size: thresholds.proposals)
    }
}
