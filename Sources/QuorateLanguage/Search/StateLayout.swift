public import QuorateQuorums

/// A type whose bytes say everything and nothing else: equal values have equal bytes.
///
/// The vocabulary conforms. Conform a type of your own only if no byte of it is ever left unwritten.
public protocol ByteCanonical {
    /// Mistake in this type's declaration, or nil; asked once when a search starts.
    static var layoutProblem: String? { get }
}

extension ByteCanonical {
    /// Nothing.
    public static var layoutProblem: String? { nil }
}

extension Bool: ByteCanonical {}
extension ReplicaID: ByteCanonical {}
extension ReplicaSet: ByteCanonical {}
extension FiniteSet: ByteCanonical {
    /// Values that do not have the numbers 0, 1 and so on, or more of them than the set has bits.
    public static var layoutProblem: String? {
        if let problem = Element.numberingProblem { return problem }
        let (count, capacity) = (Element.valueCount, Element.SetStorage.capacity)
        guard count > capacity else { return nil }
        let storages = [("Bits128", 128), ("Bits256", 256), ("Bits512", 512), ("Bits1024", 1024)]
        let remedy =
            storages.first { count <= $0.1 }.map {
                "declare `typealias SetStorage = \($0.0)` in \(Element.self)"
            }
            ?? "no set has more than 1,024"
        return "\(Element.self) has \(count) values, and its sets have \(capacity) bits; \(remedy)"
    }
}

/// The check that a state can be compared byte by byte.
///
/// Swift leaves the bytes between fields, and those of an absent payload, as they were; two equal states could
/// then have different bytes, and a search would take them for two. So a type with such bytes is refused.
public enum StateLayout {
    /// Obstacle to comparing `state` byte by byte, with the field and the remedy, or nil.
    public static func problem(of state: some SpecState) -> String? {
        problem(of: state, path: "\(type(of: state))")
    }

    /// Obstacle to comparing a part of a value byte by byte, or nil.
    static func problem(ofPart value: Any) -> String? { problem(of: value, path: "\(type(of: value))") }

    private static func problem(of value: Any, path: String) -> String? {
        func open<T>(_ value: T) -> String? { problem(ofOpened: value, path: path) }
        return open(value)
    }

    private static func problem<T>(ofOpened value: T, path: String) -> String? {
        if let canonical = T.self as? any ByteCanonical.Type {
            return canonical.layoutProblem.map { "\(path): \($0)" }
        }
        if T.self is any FixedWidthInteger.Type { return nil }
        if T.self is any FloatingPoint.Type {
            return
                "\(path) is a floating-point number, which has several bytes for one value (0 and -0, NaN);"
                + " use a whole number, such as a BoundedInt of tenths"
        }
        if T.self is AnyClass || type(of: value) is AnyClass {
            return
                "\(path) is a reference; a state holds values only: keep the content itself, or a number for it"
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .enum where MemoryLayout<T>.size <= 1, .optional where MemoryLayout<T>.size <= 1:
            return nil
        case .enum where !hasPayload(value) && hasOnlyPlainCases(T.self):
            return nil
        case .optional:
            return "\(path) is an optional whose bytes are unspecified when it is nil;"
                + " write `@Packed var` in front of it, or keep a separate Bool"
        case .enum:
            return
                "\(path) is an enum with payloads, whose unused bytes are unspecified; \(remedy(for: T.self))"
        case .struct, .tuple:
            return problem(ofFields: mirror, of: T.self, path: path)
        case nil where "\(T.self)".contains("invalid type"):
            return
                "\(path) is an InlineArray or another type with a number among its arguments, which reflection does not"
                + " see into; use PerReplica, PerKey or a Channel, or a struct of its elements"
        default:
            return "\(path) has type \(T.self), which Quorate cannot compare byte by byte;"
                + " use whole numbers, payload-free enums and Quorate's own types"
        }
    }

    private static func remedy<T>(for _: T.Type) -> String {
        guard let type = T.self as? any FiniteValue.Type else {
            return
                "make it a FiniteValue and write `@Packed var` in front of it, or split it into a payload-free enum and"
                + " separate fields"
        }
        return type.valueCount <= 256
            ? "write `@Packed var` in front of it"
            : "it has \(type.valueCount) values and `@Packed var` holds 256: split it into a payload-free enum and separate"
                + " fields"
    }

    /// Advice on `count` bytes behind the last field of a type that something follows.
    static func tailProblem(of type: Any.Type, of count: Int) -> String {
        "\(type) ends in \(count) byte\(count == 1 ? "" : "s") that belong to no field, and bytes in a hole are"
            + " unspecified; fill them with fields of that size in \(type) (`var spare: \(filler(count)) = 0`), or make its"
            + " fields of one width"
    }

    private static func filler(_ count: Int) -> String {
        switch count {
        case 1, 3, 5, 7: "UInt8"
        case 2, 6: "UInt16"
        default: "UInt32"
        }
    }

    private static func hasPayload(_ value: Any) -> Bool { !Mirror(reflecting: value).children.isEmpty }

    /// Returns true if the type lists its cases, and none has a payload: an enum of more than 256 cases.
    private static func hasOnlyPlainCases(_ type: Any.Type) -> Bool {
        func cases<T: CaseIterable>(_: T.Type) -> [Any] { Array(T.allCases) }
        guard let listed = type as? any CaseIterable.Type else { return false }
        return !cases(listed).contains(where: hasPayload)
    }

    /// The first hole between the fields of a struct, or the first problem inside one of them.
    private static func problem(ofFields mirror: Mirror, of type: Any.Type, path: String) -> String? {
        var offset = 0
        var previous = "the start"
        var before: Any?
        for (position, child) in mirror.children.enumerated() {
            let label = child.label ?? ".\(position)"
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            if let inner = problem(of: child.value, path: "\(path).\(name)") { return inner }
            let (size, alignment) = layout(of: child.value)
            let hole = (alignment - offset % alignment) % alignment
            if hole > 0 {
                if let before, let tail = tailProblem(between: before, and: child.value) {
                    return
                        "\(path) has a hole of \(hole) byte\(hole == 1 ? "" : "s") between \(previous) and \(name): \(tail)"
                }
                return
                    "\(path) has a hole of \(hole) byte\(hole == 1 ? "" : "s") between \(previous) and \(name),"
                    + " and bytes in a hole are unspecified; declare the fields from the widest to the narrowest"
                    + " (\(name) before \(previous))"
            }
            offset += size
            previous = name
            before = child.value
        }
        func size<T>(_: T.Type) -> Int { MemoryLayout<T>.size }
        guard _openExistential(type, do: size) == offset else {
            return "\(path) holds bytes that no field accounts for; use whole numbers, payload-free enums and"
                + " Quorate's own types"
        }
        return nil
    }

    /// Advice on a hole that no order of the fields avoids, since the first of two needs it behind itself;
    /// nil where another order does.
    private static func tailProblem(between first: Any, and second: Any) -> String? {
        func tail<T>(_: T) -> Int { MemoryLayout<T>.stride - MemoryLayout<T>.size }
        let (mine, its) = (layout(of: first), layout(of: second))
        let count = _openExistential(first, do: tail)
        return count > 0 && mine.alignment >= its.alignment
            ? tailProblem(of: type(of: first), of: count) : nil
    }

    private static func layout(of value: Any) -> (size: Int, alignment: Int) {
        func open<T>(_: T) -> (Int, Int) { (MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
        return open(value)
    }
}
