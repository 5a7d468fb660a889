public import QuorateQuorums

/// A type whose bytes say everything and nothing else: equal values have equal bytes.
///
/// The vocabulary conforms. Conform a type of your own only if no byte of it is ever left unwritten.
public protocol ByteCanonical {
    /// What is wrong with this type's declaration, if anything; asked once when a search starts.
    static var layoutProblem: String? { get }
    /// How many bits at the end of this type's words are 0 in every value; asked once when a search starts.
    static var unusedBitCount: Int { get }
}

extension ByteCanonical {
    /// Nothing.
    public static var layoutProblem: String? { nil }
    /// None that is known of.
    public static var unusedBitCount: Int { 0 }
}

extension Bool: ByteCanonical {}
extension ReplicaID: ByteCanonical {}
extension ReplicaSet: ByteCanonical {}
extension MessageSet: ByteCanonical {
    /// The bits of the numbers that no message has: once one is set, a message has been sent that nobody receives.
    public static var unusedBitCount: Int { Swift.max(0, Message.SetStorage.capacity - Message.all.count) }

    /// A message whose number is not its position in `all`, or that has no bit, or a case that is not in `all`.
    public static var layoutProblem: String? {
        for (position, message) in Message.all.enumerated() where message.index != position {
            return
                "message \(message) is number \(position) in `all` but says index \(message.index); make them agree"
        }
        if Message.all.count > Message.SetStorage.capacity {
            return
                "\(Message.self) has \(Message.all.count) messages, too many for \(Message.SetStorage.self);"
                + " declare `typealias SetStorage = Bits128` (or Bits256)"
        }
        let listed = Set(Message.all.compactMap(EnumCases.name(of:)))
        if let missing = EnumCases.of(Message.self)?.map(\.name).first(where: { !listed.contains($0) }) {
            return
                "`\(Message.self).all` has no message of the case \(missing): it could be sent, and nobody would"
                + " receive it; list it there"
        }
        return nil
    }
}

/// The check that a state can be compared byte by byte.
///
/// Swift leaves the bytes between fields, and those of an absent payload, as they were; two equal states could
/// then have different bytes, and a search would take them for two. So a type with such bytes is refused.
public enum StateLayout {
    /// What keeps `state` from being compared byte by byte, with the field and the remedy, or nil.
    public static func problem(of state: some SpecState) -> String? {
        problem(of: state, path: "\(type(of: state))")
    }

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
            return "\(path) is an enum with payloads, whose unused bytes are unspecified;"
                + " split it into a payload-free enum and separate fields"
        case .struct, .tuple:
            return problem(ofFields: mirror, of: T.self, path: path)
        default:
            return "\(path) has type \(T.self), which Quorate cannot compare byte by byte;"
                + " use whole numbers, payload-free enums and Quorate's own types"
        }
    }

    private static func hasPayload(_ value: Any) -> Bool { !Mirror(reflecting: value).children.isEmpty }

    /// Whether the type lists its cases, and none has a payload: an enum of more than 256 cases.
    private static func hasOnlyPlainCases(_ type: Any.Type) -> Bool {
        func cases<T: CaseIterable>(_: T.Type) -> [Any] { Array(T.allCases) }
        guard let listed = type as? any CaseIterable.Type else { return false }
        return !cases(listed).contains(where: hasPayload)
    }

    /// The first hole between the fields of a struct, or the first problem inside one of them.
    private static func problem(ofFields mirror: Mirror, of type: Any.Type, path: String) -> String? {
        var offset = 0
        var previous = "the start"
        for (position, child) in mirror.children.enumerated() {
            let label = child.label ?? ".\(position)"
            let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
            if let inner = problem(of: child.value, path: "\(path).\(name)") { return inner }
            let (size, alignment) = layout(of: child.value)
            let hole = (alignment - offset % alignment) % alignment
            if hole > 0 {
                return
                    "\(path) has a hole of \(hole) byte\(hole == 1 ? "" : "s") between \(previous) and \(name),"
                    + " and bytes in a hole are unspecified; declare the fields from the widest to the narrowest"
                    + " (\(name) before \(previous))"
            }
            offset += size
            previous = name
        }
        func size<T>(_: T.Type) -> Int { MemoryLayout<T>.size }
        guard _openExistential(type, do: size) == offset else {
            return "\(path) holds bytes that no field accounts for; use whole numbers, payload-free enums and"
                + " Quorate's own types"
        }
        return nil
    }

    /// The bits of each word of a state that are 0 in every state; empty where there are none.
    static func unusedBits(of state: some SpecState) -> [UInt64] {
        var bytes = [UInt8](repeating: 0, count: MemoryLayout.size(ofValue: state))
        markUnused(of: state, at: 0, in: &bytes)
        guard bytes.contains(where: { $0 != 0 }) else { return [] }
        bytes += Array(repeating: 0, count: (8 - bytes.count % 8) % 8)
        return bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map {
                bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)
            }
        }
    }

    private static func markUnused(of value: Any, at offset: Int, in bytes: inout [UInt8]) {
        func count<T>(_: T) -> Int { (T.self as? any ByteCanonical.Type)?.unusedBitCount ?? 0 }
        let count = _openExistential(value, do: count)
        if count > 0 {
            let end = (offset + layout(of: value).size) * 8
            for bit in end - count..<end { bytes[bit / 8] |= 1 << UInt8(bit % 8) }
            return
        }
        // A set may lie deep inside, as in a network of rounds.
        var offset = offset
        for child in Mirror(reflecting: value).children {
            let (size, alignment) = layout(of: child.value)
            offset = (offset + alignment - 1) / alignment * alignment
            markUnused(of: child.value, at: offset, in: &bytes)
            offset += size
        }
    }

    private static func layout(of value: Any) -> (size: Int, alignment: Int) {
        func open<T>(_: T) -> (Int, Int) { (MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
        return open(value)
    }
}
