import QuorateQuorums

/// Values of one type that may trade places.
package struct ValueGroup: Hashable, Sendable {
    /// The type of the values.
    package let type: ObjectIdentifier
    package let typeName: String
    /// Numbers of the values, in ascending order.
    package let numbers: [Int]
    /// Texts of the values.
    package let names: [String]
    /// Obstacle that lies in the type itself, or nil.
    package let problem: String?

    init<Value: FiniteValue>(_ values: [Value]) {
        type = ObjectIdentifier(Value.self)
        typeName = "\(Value.self)"
        let sorted = values.sorted { $0.packed < $1.packed }
        numbers = sorted.map { Int(truncatingIfNeeded: $0.packed) }
        names = sorted.map { "\($0)" }
        problem = Self.problem(of: Value.self, numbers)
    }

    private static func problem<Value: FiniteValue>(of type: Value.Type, _ numbers: [Int]) -> String? {
        if let twice = zip(numbers, numbers.dropFirst()).first(where: { $0 == $1 }) {
            return "value number \(twice.0) of \(type) is named twice"
        }
        if let problem = Value.numberingProblem { return problem }
        do {
            if try CarriedNumbers.of(type, .replicas).move == nil { return nil }
            return "values of \(type) name replicas, which trade names by themselves"
        } catch { return (error as? CarryingProblem)?.message ?? "\(error)" }
    }

    /// The exchange of the values at two places of the group.
    package func exchange(_ first: Int, _ second: Int) -> ValueExchange {
        ValueExchange(
            type: type, first: numbers[first], second: numbers[second], names: [names[first], names[second]])
    }
}

/// Two values that trade places.
public struct ValueExchange: Hashable, Sendable {
    let type: ObjectIdentifier
    let first: Int
    let second: Int
    let names: [String]

    /// The value that stands in the place of `value` afterwards; one of another type stays.
    public func callAsFunction<Value: FiniteValue>(_ value: Value) -> Value {
        if ObjectIdentifier(Value.self) != type { return value }
        let number = self.number(Int(truncatingIfNeeded: value.packed))
        return Value(packed: UInt64(truncatingIfNeeded: number))
    }

    func number(_ number: Int) -> Int { number == first ? second : number == second ? first : number }
}

/// A value with interchangeable ones in it that reflection does not find, as in an integer: it says itself what becomes of
/// it when two of them trade places.
///
///     func exchanging(_ exchange: ValueExchange) -> Message {
///         guard case .proposal(let ballot, let number) = self else { return self }
///         return .proposal(ballot: ballot, Int(exchange(Value(number: number)).number))
///     }
///
/// Types of the vocabulary, and enums and structs of them, need not say so.
public protocol ValueCarrying: FiniteValue {
    /// The same value after two values in it have traded places.
    func exchanging(_ exchange: ValueExchange) -> Self
}
