public import QuorateLanguage

/// The history of the operations on one object, as a part of a state: what every client called and got, and what it could
/// know of the others.
///
///     var history = OperationHistory<Client, Register<Value>, 2, 3>()
///     …
///     next.take(.beginWrite(c)) { $0.history.invoke(.write(v), by: c) }
///     …
///     .always("linearizability") { s in s.history.isLinearizable(as: Register(initially: .none)) }
///
/// Of the time it keeps what linearizability asks for and no more: how many operations of each other client had ended
/// when an operation was called. Runs that differ in nothing else are in the same state. One word is for each of
/// `limit` operations of each of `clients` clients.
@frozen
public struct OperationHistory<
    Client: FiniteValue, Object: SequentialObject, let clients: Int, let limit: Int
>: Sendable, BitwiseCopyable where Object.Call: FiniteValue, Object.Answer: FiniteValue {
    @usableFromInline var entries: InlineArray<clients, InlineArray<limit, RecordedOperation>>

    /// The history without operations.
    @inlinable
    public init() {
        entries = InlineArray(repeating: InlineArray(repeating: RecordedOperation()))
        if let problem = Self.capacityProblem { SpecFault.raise(problem) }
    }

    /// Number of operations of a client that have ended.
    @inlinable
    public func endedCount(of client: Client) -> Int { ended(Self.place(of: client)) }

    /// True of a client with an operation that has not ended.
    @inlinable
    public func isWaiting(_ client: Client) -> Bool {
        let place = Self.place(of: client)
        let count = ended(place)
        return count < limit && entries[place][count].status == RecordedOperation.pending
    }

    /// The operation that a client waits for, or nil.
    @inlinable
    public func call(of client: Client) -> Object.Call? {
        let place = Self.place(of: client)
        let count = ended(place)
        guard count < limit, entries[place][count].status == RecordedOperation.pending else { return nil }
        return Object.Call(packed: entries[place][count].call)
    }

    /// The answer to the operation of a client with the given number, from 0; nil where it has not ended.
    @inlinable
    public func answer(to client: Client, _ number: Int) -> Object.Answer? {
        let place = Self.place(of: client)
        guard number >= 0, number < ended(place) else { return nil }
        return Object.Answer(packed: entries[place][number].answer)
    }

    /// Absence of operations under way.
    @inlinable
    public var isQuiet: Bool {
        for place in 0..<clients {
            let count = ended(place)
            if count < limit, entries[place][count].status == RecordedOperation.pending { return false }
        }
        return true
    }

    /// A client calls an operation; one that waits for an answer, or has no room for more, is a mistake of the spec.
    @inlinable
    public mutating func invoke(_ call: Object.Call, by client: Client) {
        let place = Self.place(of: client)
        let count = ended(place)
        guard count < limit, entries[place][count].status == 0 else {
            return Self.misuse(client, "calls while it waits, or calls more than \(limit) times")
        }
        var entry = RecordedOperation(call: call.numberToKeep)
        for other in 0..<clients where other != place { entry.setSeen(ended(other), of: other) }
        entries[place][count] = entry
    }

    /// The operation of a client ends; one that has called none is a mistake of the spec.
    @inlinable
    public mutating func answer(_ answer: Object.Answer, to client: Client) {
        let place = Self.place(of: client)
        let count = ended(place)
        guard count < limit, entries[place][count].status == RecordedOperation.pending else {
            return Self.misuse(client, "gets an answer and waits for none")
        }
        entries[place][count].end(with: answer.numberToKeep)
    }

    @inlinable
    func ended(_ place: Int) -> Int {
        var count = 0
        while count < limit, entries[place][count].status == RecordedOperation.answered { count &+= 1 }
        return count
    }

    @inlinable
    static func place(of client: Client) -> Int {
        let place = Int(truncatingIfNeeded: client.numberToKeep)
        if _slowPath(UInt(bitPattern: place) >= UInt(bitPattern: clients)) {
            misuse(client, "has no place in a history of \(clients)")
            return 0
        }
        return place
    }

    @inline(never)
    @usableFromInline
    static func misuse(_ client: Client, _ what: @autoclosure () -> String) {
        SpecFault.raise("\(client) \(what())")
    }

    @usableFromInline
    static var capacityProblem: String? {
        if let problem = Object.Call.numberingProblem ?? Object.Answer.numberingProblem { return problem }
        if !(1...min(8, Client.valueCount)).contains(clients) {
            return
                "a history of \(clients) clients; \(Client.self) has \(Client.valueCount) values, and there is room for 8"
        }
        if !(1...15).contains(limit) { return "a history of \(limit) operations each; give 1 to 15" }
        let most = max(Object.Call.valueCount, Object.Answer.valueCount)
        return most <= 1 << 15
            ? nil : "the calls or answers of \(Object.self) have \(most) values, and there is room for 32768"
    }
}

/// An operation in one word: two bits for how far it is, fifteen for the call, fifteen for the answer, and four for the
/// operations of each client that had ended when it was called.
@frozen
@usableFromInline
struct RecordedOperation: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var word: UInt64 = 0

    @inlinable
    init() {}

    @inlinable
    init(call: UInt64) { word = Self.pending | call << 2 }

    @inlinable static var pending: UInt64 { 1 }
    @inlinable static var answered: UInt64 { 2 }

    /// 0 where there is no operation.
    @inlinable var status: UInt64 { word & 3 }
    @inlinable var call: UInt64 { word >> 2 & 0x7fff }
    @inlinable var answer: UInt64 { word >> 17 & 0x7fff }

    @inlinable
    mutating func end(with answer: UInt64) { word = word & ~3 | Self.answered | answer << 17 }

    @inlinable
    func seen(of client: Int) -> Int { Int(word >> UInt64(32 &+ client &* 4) & 15) }

    @inlinable
    mutating func setSeen(_ count: Int, of client: Int) { word |= UInt64(count) << UInt64(32 &+ client &* 4) }
}

extension OperationHistory: Hashable {
    /// Equality of all operations.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool {
        for place in 0..<clients {
            for number in 0..<limit where left.entries[place][number] != right.entries[place][number] {
                return false
            }
        }
        return true
    }

    /// Feeds all operations to `hasher`.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        for place in 0..<clients {
            for number in 0..<limit { hasher.combine(entries[place][number]) }
        }
    }
}
