public import CQuorateSearch

/// The cases of an enum, from what the Swift runtime keeps of every type: the language itself lists none that has a
/// payload.
///
/// The layout is part of Swift's stable ABI (the type metadata and value witness tables of `docs/ABI/TypeMetadata.rst`
/// in the Swift repository). Callers check what they get, when a search starts.
@usableFromInline
enum EnumCases {
    /// The position of a value's case among ``names(of:)``; 0 for a type that is no enum.
    ///
    /// A number in the program where type and case stand in the text: this is how a search counts actions for nothing.
    @inlinable @inline(__always)
    static func position<T>(of value: T) -> Int {
        var value = value
        return _withUnprotectedUnsafeMutablePointer(to: &value) {
            Int(qs_enum_position($0, unsafeBitCast(T.self as Any.Type, to: UnsafeRawPointer.self)))
        }
    }

    /// The number of cases of an enum without payloads; -1 for any other type.
    @inlinable @inline(__always)
    static func plainCount<T>(of type: T.Type) -> Int {
        Int(qs_plain_case_count(unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)))
    }

    /// The value of an enum of more than 256 cases without payloads, which is stored as its position in two bytes.
    @inlinable
    static func value<T>(at position: UInt64) -> T {
        withUnsafeBytes(of: UInt16(truncatingIfNeeded: position)) { $0.load(as: T.self) }
    }

    /// The names of the cases in the order of their positions: first those with a payload, each group as it is declared.
    /// Nil for a type that is no enum, or one that was compiled without reflection metadata.
    static func names<T>(of type: T.Type) -> [String]? {
        guard let counts = counts(of: type) else { return nil }
        let metadata = unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)
        let place = metadata.load(fromByteOffset: MemoryLayout<UInt>.size, as: UnsafeRawPointer.self) + 16
        guard let fields = relative(place) else { return nil }
        let (recordSize, count) = (
            Int(fields.load(fromByteOffset: 10, as: UInt16.self)),
            Int(fields.load(fromByteOffset: 12, as: UInt32.self))
        )
        guard count == counts.payload + counts.empty else { return nil }
        return (0..<count).map { position in
            relative(fields + 16 + position * recordSize + 8)
                .map { String(cString: $0.assumingMemoryBound(to: CChar.self)) } ?? ""
        }
    }

    /// Address that the relative reference at `place` refers to, or nil.
    private static func relative(_ place: UnsafeRawPointer) -> UnsafeRawPointer? {
        let distance = place.load(as: Int32.self)
        return distance == 0 ? nil : place + Int(distance)
    }

    /// Every case in the order of its tag (first those with a payload), with a value of it whose payload is made up;
    /// nil for a type that is no enum. A case of which no value can be made up is left out.
    ///
    /// Ask a value for its case only: what is made up need not be a payload of its type.
    static func of<T>(_ type: T.Type) -> [(name: String, value: T)]? {
        guard let counts = counts(of: type) else { return nil }
        return (0..<UInt32(counts.payload + counts.empty)).compactMap { tag in
            // Zeros in the place of a reference may mean another case; an object that always exists does not.
            value(of: type, tag: tag, filler: 0) ?? value(of: type, tag: tag, filler: someObject)
        }
    }

    private static func value<T>(of type: T.Type, tag: UInt32, filler: UInt) -> (name: String, value: T)? {
        let metadata = unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)
        let inject = witnesses(of: metadata).load(fromByteOffset: Self.injectOffset, as: Inject.self)
        let getTag = witnesses(of: metadata).load(fromByteOffset: Self.getTagOffset, as: GetTag.self)
        let words = MemoryLayout<T>.size / 8 + 1
        return withUnsafeTemporaryAllocation(
            byteCount: words * 8, alignment: max(8, MemoryLayout<T>.alignment)
        ) { memory in
            memory.initializeMemory(as: UInt.self, repeating: filler)
            inject(memory.baseAddress!, tag, metadata)
            guard getTag(memory.baseAddress!, metadata) == tag else { return nil }
            let value = memory.baseAddress!.load(as: T.self)
            return caseName(of: value).map { (String(cString: $0), value) }
        }
    }

    /// Makes the bytes at `place`, which hold the payload of a case, a value of that case; nothing for a type that is no
    /// enum.
    static func inject<T>(_ position: Int, into place: UnsafeMutableRawPointer, _ type: T.Type) {
        guard counts(of: type) != nil else { return }
        let metadata = unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)
        let inject = witnesses(of: metadata).load(fromByteOffset: Self.injectOffset, as: Inject.self)
        inject(place, UInt32(position), metadata)
    }

    /// The address of an object that nobody counts references to: the storage of an empty array.
    private static var someObject: UInt { unsafeBitCast([Int](), to: UInt.self) }

    /// The name of a value's case; nil where it is of no enum.
    static func name<T>(of value: T) -> String? {
        counts(of: T.self).flatMap { _ in caseName(of: value).map { String(cString: $0) } }
    }

    /// Numbers of cases with a payload and of cases without one; nil for a type that is no enum.
    static func counts<T>(of type: T.Type) -> (payload: Int, empty: Int)? {
        let metadata = unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)
        guard enumKinds.contains(metadata.load(as: UInt.self)),
            witnesses(of: metadata).load(fromByteOffset: flagsOffset, as: UInt32.self) & hasEnumWitnesses != 0
        else { return nil }
        let descriptor = metadata.load(fromByteOffset: MemoryLayout<UInt>.size, as: UnsafeRawPointer.self)
        let payload = descriptor.load(fromByteOffset: 20, as: UInt32.self) & 0xff_ffff
        return (Int(payload), Int(descriptor.load(fromByteOffset: 24, as: UInt32.self)))
    }

    private typealias GetTag = @convention(c) (UnsafeRawPointer, UnsafeRawPointer) -> UInt32
    private typealias Inject = @convention(c) (UnsafeMutableRawPointer, UInt32, UnsafeRawPointer) -> Void
    // An enum, or an optional.
    private static let enumKinds: [UInt] = [0x201, 0x202]
    private static let hasEnumWitnesses: UInt32 = 0x20_0000
    // Eight functions, size and stride come before the flags; flags, extra inhabitants and two functions before the last.
    private static let flagsOffset = 10 * 8
    private static let getTagOffset = 11 * 8
    private static let injectOffset = 11 * 8 + 2 * 8

    private static func witnesses(of metadata: UnsafeRawPointer) -> UnsafeRawPointer {
        metadata.load(fromByteOffset: -8, as: UnsafeRawPointer.self)
    }

    @_silgen_name("swift_EnumCaseName")
    private static func caseName<T>(of value: T) -> UnsafePointer<CChar>?
}
