public import QuorateLanguage
public import QuorateQuorums

/// Senders of each message, for messages that only accumulate and are asked only for "at least so many
/// senders".
///
/// A message is a value of `Statement`, as in `.prepare(view, value)`, at most sixteen different ones; `Storage` says how
/// many replicas there can be: ``OneWord`` 4, ``TwoWords`` 8, ``FourWords`` 16.
///
/// What faulty replicas can send may be present from the start, because the type offers no exact count and no
/// test for emptiness: every guard on it is ``Evidence``. What a correct replica has sent itself can be asked
/// exactly.
///
/// Three things the type cannot prevent, and a spec must not do:
/// - `==`, hashes, texts and ``specValue(for:)`` are there for the search and for traces. A guard that uses them
///   reads what faulty replicas have sent.
/// - An effect that puts other votes in the place of these takes messages back. Only an adversary that falls
///   silent for ever, in a step of its own that forbids all further messages, may put ``without(_:)`` there.
/// - Deadlock freedom says nothing of states in which faulty replicas have sent everything. That they may be
///   silent must be part of the model, as such a step or as votes that begin empty: neither timing of the
///   adversary shows a run that rests because they say nothing.
@frozen
public struct MonotoneVotes<Statement: FiniteValue, Storage: PackedStorage>: Hashable, Sendable,
    BitwiseCopyable
{
    @usableFromInline var senders: Storage

    /// Votes before anything is sent.
    @inlinable
    public init() {
        senders = Storage(repeating: 0)
        if Statement.valueCount > 16 {
            SpecFault.raise(
                "\(Statement.self) has \(Statement.valueCount) values; MonotoneVotes holds at most 16")
        }
    }

    /// Messages of the adversary at the start: everything that `faulty` can send if it acts from the start,
    /// otherwise nothing.
    @inlinable
    public init(from faulty: FaultyReplicas, _ adversary: Adversary) {
        self.init()
        guard adversary.timing == .fromTheStart else { return }
        for statement in Statement.values {
            for replica in faulty.members { cast(statement, by: replica) }
        }
    }

    /// Everybody who has sent `statement`.
    @inlinable @inline(__always)
    public subscript(_ statement: Statement) -> Senders {
        Senders(members: ReplicaSet(bits: UInt16(truncatingIfNeeded: senders[lane(statement)])))
    }

    /// Record that `replica` has sent `statement`.
    @inlinable @inline(__always)
    public func hasCast(_ statement: Statement, by replica: CorrectReplica) -> Bool {
        ReplicaSet(bits: UInt16(truncatingIfNeeded: senders[lane(statement)])).contains(replica.id)
    }

    /// The correct replicas that have sent `statement`.
    @inlinable @inline(__always)
    public func senders(of statement: Statement, in correct: CorrectReplicas) -> ReplicaSet {
        ReplicaSet(bits: UInt16(truncatingIfNeeded: senders[lane(statement)])).intersection(correct.members)
    }

    /// Notes that `replica` has sent `statement` to everybody.
    @inlinable @inline(__always)
    public mutating func cast(_ statement: Statement, by replica: ReplicaID) {
        if _slowPath(Int(replica.rawValue) >= Storage.laneWidth) { return Self.outside(replica) }
        senders[Int(truncatingIfNeeded: statement.numberToKeep) & 15] |= 1 &<< UInt64(replica.rawValue)
    }

    /// The same votes without those of `faulty`: what correct replicas have sent, for comparing states, and all
    /// that is left once faulty ones are silent for ever.
    @inlinable @inline(__always)
    public func without(_ faulty: FaultyReplicas) -> MonotoneVotes {
        var votes = self
        votes.senders = senders.clearing(UInt64(faulty.members.bits))
        return votes
    }

    @inlinable @inline(__always)
    func lane(_ statement: Statement) -> Int { Int(truncatingIfNeeded: statement.numberToFind) & 15 }

    @inline(never)
    @usableFromInline
    static func outside(_ replica: ReplicaID) {
        SpecFault.raise(
            "\(replica) does not fit: MonotoneVotes in \(Storage.self) holds r0 to r\(Storage.laneWidth - 1)")
    }
}

extension MonotoneVotes: ByteCanonical {
    /// Statements that do not have the numbers 0, 1 and so on.
    public static var layoutProblem: String? { Statement.numberingProblem }
}

extension MonotoneVotes: SpecDescribable {
    /// The map from each statement that was sent to its senders; those who have sent everything stand under `everything`
    /// instead, as faulty replicas do that act from the start.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let keys = DescribedValues.texts(of: Statement.self, for: replicas)
        // Statements have the numbers of their places, and loops take no closures: nothing is specialised here, and an
        // adversary's votes are most of what a whole graph shows.
        var sent: [ReplicaSet] = []
        sent.reserveCapacity(keys.count)
        var ofEverything = ReplicaSet.everyReplica
        for number in keys.indices {
            let members = ReplicaSet(bits: UInt16(truncatingIfNeeded: senders[number & 15]))
            sent.append(members)
            ofEverything = ofEverything.intersection(members)
        }
        var entries: [SpecValue.Entry] = []
        if !ofEverything.isEmpty {
            entries.append(
                .init(key: .string("everything"), value: ofEverything.specValue(for: replicas)))
        }
        for number in sent.indices {
            let members = sent[number].subtracting(ofEverything)
            if members.isEmpty { continue }
            entries.append(.init(key: keys[number], value: members.specValue(for: replicas)))
        }
        return .map(entries)
    }
}
