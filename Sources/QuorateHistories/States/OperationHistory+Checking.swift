public import QuorateLanguage

extension OperationHistory {
    /// True where an order of the operations, each between its call and its answer, explains every answer. One that has not
    /// ended may have taken effect or not.
    ///
    /// The search is that of ``History/check(_:as:limit:)``, in the module of the spec and without a limit: histories of
    /// states are short.
    @inlinable
    public func isLinearizable(as object: Object) -> Bool { isExplained(as: object, keepingTime: true) }

    /// True where an order of the operations that keeps those of each client in their order explains every answer.
    ///
    /// A later call can explain an earlier answer, so a state can break this and a later one meet it again: ask it of
    /// states in which nothing more is called.
    @inlinable
    public func isSequentiallyConsistent(as object: Object) -> Bool {
        isExplained(as: object, keepingTime: false)
    }

    @inlinable
    func isExplained(as object: Object, keepingTime: Bool) -> Bool {
        var (owed, total): (UInt64, Int) = (0, 0)
        for place in 0..<clients {
            let count = ended(place)
            owed |= UInt64(count) << UInt64(place &* 4)
            total &+= count
        }
        // Fewer operations have fewer orders than remembering is worth.
        var dead: Set<OrderedSoFar<Object.State>>? = total > 8 ? [] : nil
        let start = OrderedSoFar(counts: 0, content: object.initialState)
        return canGoOn(from: start, to: owed, as: object, keepingTime, &dead)
    }

    @inlinable
    func canGoOn(
        from point: OrderedSoFar<Object.State>, to owed: UInt64, as object: Object, _ keepsTime: Bool,
        _ dead: inout Set<OrderedSoFar<Object.State>>?
    ) -> Bool {
        if point.covers(owed, of: clients) { return true }
        if dead?.contains(point) ?? false { return false }
        for place in 0..<clients {
            let number = point.count(of: place)
            guard number < limit else { continue }
            let entry = entries[place][number]
            if entry.status == 0 || keepsTime && !point.covers(entry.word >> 32, of: clients) { continue }
            var after = point
            guard
                let answer = object.perform(
                    Object.Call(packed: entry.call), by: place, on: &after.content),
                entry.status == RecordedOperation.pending || answer.packed == entry.answer
            else { continue }
            after.counts &+= 1 << UInt64(place &* 4)
            if canGoOn(from: after, to: owed, as: object, keepsTime, &dead) { return true }
        }
        dead?.insert(point)
        return false
    }
}

/// The operations of each client that are in an order so far, four bits each, and the content of the object behind them.
@frozen
@usableFromInline
struct OrderedSoFar<Content: Hashable & Sendable>: Hashable, Sendable {
    @usableFromInline var counts: UInt64
    @usableFromInline var content: Content

    @inlinable
    init(counts: UInt64, content: Content) {
        self.counts = counts
        self.content = content
    }

    @inlinable
    func count(of client: Int) -> Int { Int(counts >> UInt64(client &* 4) & 15) }

    /// True where the order has as many operations of each client as `others` says, or more.
    @inlinable
    func covers(_ others: UInt64, of clients: Int) -> Bool {
        for client in 0..<clients
        where counts >> UInt64(client &* 4) & 15 < others >> UInt64(client &* 4) & 15 {
            return false
        }
        return true
    }
}

extension OperationHistory {
    /// True where each read of the register gives a value that a regular register may give, as ``RegularityCheck`` says.
    @inlinable
    public func isRegular<Value>(as register: Register<Value>) -> Bool where Object == Register<Value> {
        for place in 0..<clients {
            for number in 0..<ended(place) {
                guard case .value(let value) = Object.Answer(packed: entries[place][number].answer) else {
                    continue
                }
                if !mayRead(value, (place, number), register) { return false }
            }
        }
        return true
    }

    @inlinable
    func mayRead<Value>(
        _ value: Value, _ read: (Int, Int), _ register: Register<Value>
    ) -> Bool where Object == Register<Value> {
        if value == register.initialState, !hasWrite(endedBefore: read, after: nil) { return true }
        for place in 0..<clients {
            for number in 0..<limit where entries[place][number].status != 0 {
                guard case .write(value) = Object.Call(packed: entries[place][number].call) else { continue }
                let write = (place, number)
                if !precedes(read, write), !hasWrite(endedBefore: read, after: write) { return true }
            }
        }
        return false
    }

    /// True of a write that ended before the read began, and began after the given one had ended.
    @inlinable
    func hasWrite<Value>(
        endedBefore read: (Int, Int), after other: (Int, Int)?
    ) -> Bool where Object == Register<Value> {
        for place in 0..<clients {
            for number in 0..<limit where entries[place][number].status != 0 {
                guard case .write = Object.Call(packed: entries[place][number].call) else { continue }
                if precedes((place, number), read), other.map({ precedes($0, (place, number)) }) ?? true {
                    return true
                }
            }
        }
        return false
    }

    /// True where the first operation had ended when the second was called.
    @inlinable
    func precedes(_ first: (Int, Int), _ second: (Int, Int)) -> Bool {
        if first.0 == second.0 { return first.1 < second.1 }
        return entries[second.0][second.1].seen(of: first.0) > first.1
    }
}
