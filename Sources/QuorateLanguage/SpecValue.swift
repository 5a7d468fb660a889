public import QuorateQuorums

/// A value of a state or an argument of an action, as a person reads it and a trace file keeps it.
public indirect enum SpecValue: Hashable, Sendable {
    /// True or false.
    case boolean(Bool)
    /// A whole number.
    case integer(Int)
    /// A whole number beyond 64 bits with a sign, in decimal, without leading zeros.
    case largeInteger(String)
    /// The name of an enum's case or of a replica.
    case string(String)
    /// A sequence, the first element first.
    case list([SpecValue])
    /// A set; two sets are equal when their elements are listed in the same order.
    case set([SpecValue])
    /// A map; two maps are equal when their entries are listed in the same order.
    case map([Entry])
    /// Fields by name, in the order of their declaration.
    case record([Field])
    /// A case with what it carries.
    case variant(String, SpecValue)

    /// One entry of a map.
    public struct Entry: Hashable, Sendable {
        /// Value that is looked up.
        public var key: SpecValue
        /// Value that is found under the key.
        public var value: SpecValue
        /// The entry of `value` under `key`.
        public init(key: SpecValue, value: SpecValue) {
            self.key = key
            self.value = value
        }
    }

    /// One field of a record, a state or an action.
    public struct Field: Hashable, Sendable {
        /// The field's name.
        public var name: String
        /// Its value.
        public var value: SpecValue
        /// The field called `name`.
        public init(name: String, value: SpecValue) {
            self.name = name
            self.value = value
        }
    }

    /// A replica by its name.
    public static func replica(_ replica: ReplicaID) -> SpecValue { .string(replica.description) }
}

/// A type that says how its values are printed and written to trace files.
///
/// The vocabulary conforms; a spec's own types rarely need to, because enums and structs are read by reflection.
public protocol SpecDescribable {
    /// The value, with entries for `replicas` only where it holds one for every replica.
    func specValue(for replicas: ReplicaSet) -> SpecValue
}

extension SpecValue {
    /// The value of anything: what it says of itself, or what reflection finds.
    ///
    /// What lies deeper in it than 40 levels is shown as `...`.
    public init(describing value: Any, for replicas: ReplicaSet) {
        guard !(value is any SpecDescribable), let finite = value as? any FiniteValue else {
            self.init(describing: value, for: replicas, depth: 0)
            return
        }
        self = DescribedValues.description(of: finite, for: replicas) {
            SpecValue(describing: value, for: replicas, depth: 0)
        }
    }

    /// The most levels: an argument may be a list without end, the call stack has one, and a trace file with more than
    /// 64 levels in all is not read.
    private static let depthLimit = 40

    private init(describing value: Any, for replicas: ReplicaSet, depth: Int) {
        guard depth <= Self.depthLimit else {
            self = .string("...")
            return
        }
        if let describable = value as? any SpecDescribable {
            self = describable.specValue(for: replicas)
            return
        }
        if let integer = value as? any BinaryInteger {
            self = SpecValue(integer)
            return
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            self =
                mirror.children.first.map { SpecValue(describing: $0.value, for: replicas, depth: depth + 1) }
                ?? .string("none")
        case .enum:
            guard let payload = mirror.children.first else {
                self = .string("\(value)")
                return
            }
            self = .variant(
                payload.label ?? "", SpecValue(describing: payload.value, for: replicas, depth: depth + 1))
        case .struct, .tuple:
            self = .record(Self.fields(of: mirror, for: replicas, depth: depth + 1))
        default:
            self = .string("\(value)")
        }
    }

    /// A whole number of any size.
    private init(_ integer: some BinaryInteger) {
        self = Int(exactly: integer).map(SpecValue.integer) ?? .largeInteger("\(integer)")
    }

    /// The fields of a struct, as a state is.
    package static func fields(describing value: Any, for replicas: ReplicaSet) -> [Field] {
        fields(of: Mirror(reflecting: value), for: replicas)
    }

    /// The fields of a struct or tuple; a property wrapper's field goes by the name of the property.
    static func fields(of mirror: Mirror, for replicas: ReplicaSet, depth: Int = 0) -> [Field] {
        mirror.children.enumerated().map { position, child in
            let label = child.label ?? ".\(position)"
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            return Field(name: name, value: SpecValue(describing: child.value, for: replicas, depth: depth))
        }
    }
}

extension SpecValue: CustomStringConvertible {
    /// The value in one line, as in `{r0: prepared, r1: working}`.
    public var description: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .largeInteger(let digits): digits
        case .string(let value): value
        case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .set(let values): "{" + values.map(\.description).joined(separator: ", ") + "}"
        case .map(let entries):
            "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .record(let fields):
            "(" + fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
        case .variant(let tag, .record(let fields)):
            tag + SpecValue.argumentList(fields)
        case .variant(let tag, let value): "\(tag)(\(value))"
        }
    }

    /// The fields in parentheses, without the names of those that have none.
    static func argumentList(_ fields: [Field]) -> String {
        "("
            + fields.map { $0.name.hasPrefix(".") ? "\($0.value)" : "\($0.name): \($0.value)" }
            .joined(separator: ", ") + ")"
    }
}

extension Bool: SpecDescribable {
    /// True or false.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .boolean(self) }
}

extension ReplicaID: SpecDescribable {
    /// The replica's name.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .replica(self) }
}

extension ReplicaSet: SpecDescribable {
    /// The set of the members' names.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { DescribedValues.description(of: self) }
}

extension ReplicaMap: SpecDescribable {
    /// The map from the names of `replicas` to their values, with those of other replicas that have got one.
    ///
    /// Replicas that do not take part keep the value that they were all given, so the value that most of them have is
    /// that of those that nobody has changed. Where no value is more frequent than the others, the first one is left out.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let others = ReplicaSet(count: Value.MapStorage.laneCount).subtracting(replicas)
        let numbers = others.map { storage[$0.number] }
        let isUniform = numbers.count > 1 && numbers.allSatisfy { $0 == numbers[0] }
        let usual = isUniform ? numbers[0] : numbers.commonest ?? 0
        return .map(
            replicas.union(ReplicaSet(others.filter { storage[$0.number] != usual })).map {
                let value = DescribedValues.description(
                    ofNumber: storage[$0.number], Value.self, for: replicas)
                return .init(key: .replica($0), value: value)
            })
    }
}

extension Array where Element: Hashable {
    /// The element that occurs more often than any other, at least twice; nil where there is none.
    var commonest: Element? {
        let counts = Dictionary(map { ($0, 1) }, uniquingKeysWith: +)
        let most = counts.values.max() ?? 0
        let candidates = counts.filter { $0.value == most }
        return most > 1 && candidates.count == 1 ? candidates.first?.key : nil
    }
}

extension ReplicaMatrix: SpecDescribable {
    /// The map from the names of `replicas` to their rows, with other replicas that have got an entry.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        let everyone = ReplicaSet(count: Self.capacity)
        let held = replicas.intersection(everyone).union(strangers(to: replicas, among: everyone))
        return .map(
            held.map { row in
                .init(
                    key: .replica(row),
                    value: .map(
                        held.map { column in
                            .init(
                                key: .replica(column),
                                value: SpecValue(describing: self[row, column], for: replicas))
                        }))
            })
    }

    /// The replicas outside `replicas` in whose row or column is another value than in most entries outside.
    private func strangers(to replicas: ReplicaSet, among everyone: ReplicaSet) -> ReplicaSet {
        let pairs = everyone.flatMap { row in everyone.map { (row, $0) } }
            .filter { !replicas.contains($0) || !replicas.contains($1) }
        let usual = pairs.map { self[$0, $1] }.commonest ?? Value(packed: 0)
        let changed = pairs.filter { self[$0, $1] != usual }
        return ReplicaSet(changed.flatMap { [$0.0, $0.1] }).subtracting(replicas)
    }
}

extension Votes: SpecDescribable {
    /// The map from each value to the set of its senders.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .map(
            (0..<UInt64(Value.valueCount)).map { number in
                let value = Value(packed: number)
                return .init(
                    key: SpecValue(describing: value, for: replicas),
                    value: self[value].specValue(for: replicas))
            })
    }
}

extension BoundedInt: SpecDescribable {
    /// The number.
    public func specValue(for replicas: ReplicaSet) -> SpecValue { .integer(value) }
}

extension Packed: SpecDescribable {
    /// The value inside.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        SpecValue(describing: wrappedValue, for: replicas)
    }
}

extension FiniteSet: SpecDescribable {
    /// The set of the messages.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        var values: [SpecValue] = []
        for word in 0..<Element.SetStorage.capacity / 64 {
            var rest = bits[word: word]
            while rest != 0 {
                let number = UInt64(64 * word + rest.trailingZeroBitCount)
                values.append(DescribedValues.description(ofNumber: number, Element.self, for: replicas))
                rest &= rest - 1
            }
        }
        return .set(values)
    }
}

extension Channel: SpecDescribable {
    /// The messages, the oldest first.
    public func specValue(for replicas: ReplicaSet) -> SpecValue {
        .list(map { SpecValue(describing: $0, for: replicas) })
    }
}
