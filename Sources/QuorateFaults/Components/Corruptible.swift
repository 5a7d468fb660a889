public import QuorateLanguage

/// A value that is kept or sent, and that chance may change on the way, with the checksum that was written
/// beside it.
///
/// The checksum is taken for perfect: it matches exactly the value that was written. It is computed over what
/// the writer wrote, so it says nothing about a writer that writes a wrong value.
@frozen
public struct Corruptible<Value: FiniteValue>: Hashable, Sendable, BitwiseCopyable {
    @usableFromInline var content: UInt8
    @usableFromInline var original: UInt8

    /// `value` as it was written; a type of more than 16 values does not fit.
    @inlinable @inline(__always)
    public init(_ value: Value) {
        content = UInt8(truncatingIfNeeded: value.numberToKeep & 15)
        original = content
        if _slowPath(Value.valueCount > 16) { Self.outside() }
    }

    /// True where the content is still what was written.
    @inlinable @inline(__always)
    public var isIntact: Bool { content == original }

    /// The same with `value` as what is found now, and the checksum of what was written.
    @inlinable @inline(__always)
    public func changed(to value: Value) -> Corruptible {
        var changed = self
        changed.content = UInt8(truncatingIfNeeded: value.numberToKeep & 15)
        return changed
    }

    /// Content as a reader gets it: nothing where a checksum tells that the value was changed, and whatever
    /// is found otherwise.
    @inlinable @inline(__always)
    public func read(_ detection: FaultModel.Detection) -> Value? {
        if detection == .byChecksum && !isIntact { return nil }
        return Value(packed: UInt64(content))
    }

    @inline(never)
    @usableFromInline
    static func outside() {
        SpecFault.raise("\(Value.self) has \(Value.valueCount) values; Corruptible holds at most 16")
    }
}

extension Corruptible: FiniteValue {
    /// Eight bits for each replica.
    public typealias MapStorage = TwoWords
    /// One for each pair of what was written and what is found.
    @inlinable @inline(__always)
    public static var valueCount: Int { Value.valueCount * Value.valueCount }
    /// Content, times the number of values, plus what was written.
    @inlinable @inline(__always)
    public var packed: UInt64 {
        UInt64(content) &* UInt64(truncatingIfNeeded: Value.valueCount) &+ UInt64(original)
    }
    /// The pair with the given number.
    @inlinable @inline(__always)
    public init(packed: UInt64) {
        let count = UInt64(truncatingIfNeeded: Value.valueCount)
        content = UInt8(truncatingIfNeeded: packed / count)
        original = UInt8(truncatingIfNeeded: packed % count)
    }
}
