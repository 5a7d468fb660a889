public import CQuorateSearch
import Synchronization

/// The numbers of the values of an enum with payloads or of a struct, worked out once for each type by reflection.
///
/// A value is looked up by its case and by those of its bytes that say something: Swift leaves bytes between parts, and
/// those behind a short payload, as they were.
@usableFromInline
enum NumberTable {
    /// The largest number of values, and the most bytes of one.
    static let (valueLimit, sizeLimit) = (1 << 16, 8)

    /// The table of `type`, which has no values where ``problem(of:)`` says why.
    @inlinable @inline(__always)
    static func of<Value: FiniteValue>(_ type: Value.Type) -> UnsafePointer<qs_number_table> {
        qs_number_table_of(unsafeBitCast(type as Any.Type, to: UnsafeRawPointer.self)) ?? make(type)
    }

    /// Number of values. Where they cannot be numbered it is 0, and that is a fault: a loop over them would
    /// take no step, without a word.
    @inlinable @inline(never)
    static func count<Value: FiniteValue>(of type: Value.Type) -> Int {
        let count = Int(truncatingIfNeeded: of(type).pointee.count)
        if _slowPath(count == 0) { uncountable(type) }
        return count
    }

    @inline(never)
    @usableFromInline
    static func uncountable<Value: FiniteValue>(_ type: Value.Type) {
        SpecFault.raise(problem(of: type) ?? "\(type) has no values")
    }

    /// The number of `value`; one that the type does not have is a fault.
    @inlinable @inline(never)
    static func number<Value: FiniteValue>(of value: Value) -> UInt64 {
        if MemoryLayout<Value>.size > 8 { return lost(value) }
        var bytes: UInt64 = 0
        let number = _withUnprotectedUnsafeMutablePointer(to: &bytes) { place in
            UnsafeMutableRawPointer(place).storeBytes(of: value, as: Value.self)
            return qs_number_in(
                of(Value.self), place, unsafeBitCast(Value.self as Any.Type, to: UnsafeRawPointer.self))
        }
        return _slowPath(number == UInt64(UInt32.max)) ? lost(value) : number
    }

    /// The value with the given number; one that the type does not have is a fault.
    @inlinable @inline(never)
    static func value<Value: FiniteValue>(_ number: UInt64) -> Value {
        let table = of(Value.self)
        if _slowPath(number >= table.pointee.count) { return missing(number) }
        return UnsafeRawPointer(table.pointee.values + Int(truncatingIfNeeded: number))
            .loadUnaligned(as: Value.self)
    }

    @inline(never)
    @usableFromInline
    static func lost<Value: FiniteValue>(_ value: Value) -> UInt64 {
        SpecFault.raise(
            problem(of: Value.self)
                ?? "\(value) is none of the values of \(Value.self): one of its parts is none")
        return 0
    }

    @inline(never)
    @usableFromInline
    static func missing<Value: FiniteValue>(_ number: UInt64) -> Value {
        SpecFault.raise(
            problem(of: Value.self)
                ?? "no \(Value.self) has number \(number): there are \(of(Value.self).pointee.count)")
        return zeros(Value.self)
    }

    /// Obstacle to numbering the values of a type, with the remedy, or nil.
    static func problem<Value: FiniteValue>(of type: Value.Type) -> String? {
        _ = of(type)
        return knownProblem(of: type)
    }

    /// The same for a type that numbers itself; nil for one that never asked.
    static func knownProblem<Value: FiniteValue>(of type: Value.Type) -> String? {
        known.withLock { $0.problems[ObjectIdentifier(type)] }
    }

    /// Record of types that number themselves: addresses of the tables, and reasons why one has no values.
    private struct Known {
        var tables: [ObjectIdentifier: UInt] = [:]
        var problems: [ObjectIdentifier: String] = [:]
    }

    private static let known = Mutex(Known())

    @inline(never)
    @usableFromInline
    static func make<Value: FiniteValue>(_ type: Value.Type) -> UnsafePointer<qs_number_table> {
        // Where two threads make a table at the same time both are right, and one is kept.
        if let known = kept(type) { return known }
        let table = UnsafeMutablePointer<qs_number_table>.allocate(capacity: 1)
        var problem: String?
        do throws(NumberingError) {
            table.initialize(to: try NumberTableMaker(type).table())
        } catch {
            problem = error.message
            table.initialize(to: NumberTableMaker<Value>.empty)
        }
        let (made, reason) = (UInt(bitPattern: table), problem)
        known.withLock { known in
            guard known.tables[ObjectIdentifier(type)] == nil else { return }
            known.tables[ObjectIdentifier(type)] = made
            known.problems[ObjectIdentifier(type)] = reason
            // Without a place there it is found here, more slowly.
            _ = qs_keep_number_table(UnsafePointer(bitPattern: made)!)
        }
        return kept(type)!
    }

    private static func kept<Value: FiniteValue>(_ type: Value.Type) -> UnsafePointer<qs_number_table>? {
        known.withLock { $0.tables[ObjectIdentifier(type)] }.flatMap { UnsafePointer(bitPattern: $0) }
    }

    static func zeros<Value: BitwiseCopyable>(_ type: Value.Type) -> Value {
        withUnsafeTemporaryAllocation(
            byteCount: max(1, MemoryLayout<Value>.size), alignment: MemoryLayout<Value>.alignment
        ) { memory in
            memory.initializeMemory(as: UInt8.self, repeating: 0)
            return memory.baseAddress!.load(as: Value.self)
        }
    }
}

/// Reason why the values of a type have no numbers, for people.
struct NumberingError: Error {
    let message: String
}

/// The parts of one case, or of a struct, and how each value of them is written.
private struct Part {
    let offset: Int
    let size: Int
    let count: Int
    /// The table that tells its values apart where some of its bytes say nothing.
    let table: UnsafePointer<qs_number_table>?
    /// Writes the value with the given number.
    let write: (_ number: Int, _ place: UnsafeMutableRawPointer) -> Void
}

/// The work of making a table: reflection over every case, then every combination of parts.
private struct NumberTableMaker<Value: FiniteValue> {
    private let cases: [[Part]]
    private let count: Int

    init(_: Value.Type) throws(NumberingError) {
        let remedy =
            "; number its values yourself, with `valueCount`, `packed` and `init(packed:)`, or make it of fewer parts"
        guard MemoryLayout<Value>.size <= NumberTable.sizeLimit else {
            throw NumberingError(
                message:
                    "\(Value.self) takes \(MemoryLayout<Value>.size) bytes, and a type that numbers itself at"
                    + " most \(NumberTable.sizeLimit)\(remedy)")
        }
        if let cases = EnumCases.of(Value.self) {
            guard let names = EnumCases.names(of: Value.self), names.count == cases.count else {
                throw NumberingError(
                    message: "the cases of \(Value.self) are not known to the program\(remedy)")
            }
            var all: [[Part]] = []
            for (name, value) in cases {
                let payload = Mirror(reflecting: value).children.first?.value
                guard let payload else {
                    all.append([])
                    continue
                }
                all.append(try Self.parts(ofPayload: payload, "case \(name) of \(Value.self)"))
            }
            self.cases = all
        } else {
            let mirror = Mirror(reflecting: NumberTable.zeros(Value.self))
            guard mirror.displayStyle == .struct, !mirror.children.isEmpty else {
                throw NumberingError(
                    message: "\(Value.self) is neither an enum nor a struct of finite values\(remedy)")
            }
            cases = [try Self.parts(of: mirror, "\(Value.self)")]
        }
        var count = 0
        for parts in cases {
            var product = 1
            for part in parts where product <= NumberTable.valueLimit { product *= part.count }
            count += product
        }
        guard count <= NumberTable.valueLimit else {
            throw NumberingError(
                message: "\(Value.self) has more than \(NumberTable.valueLimit) values\(remedy)")
        }
        self.count = count
    }

    private static func parts(ofPayload payload: Any, _ owner: String) throws(NumberingError) -> [Part] {
        let mirror = Mirror(reflecting: payload)
        if mirror.displayStyle == .tuple { return try parts(of: mirror, owner) }
        return [try part(payload, at: 0, "\(owner) carries")]
    }

    private static func parts(of mirror: Mirror, _ owner: String) throws(NumberingError) -> [Part] {
        var parts: [Part] = []
        var offset = 0
        for child in mirror.children {
            func alignment<T>(_: T) -> Int { MemoryLayout<T>.alignment }
            let step = _openExistential(child.value, do: alignment)
            offset = (offset + step - 1) / step * step
            let label = (child.label ?? "").hasPrefix(".") ? "a part" : child.label ?? "a part"
            parts.append(try part(child.value, at: offset, "\(owner) has \(label),"))
            offset += parts.last!.size
        }
        return parts
    }

    private static func part(_ value: Any, at offset: Int, _ owner: String) throws(NumberingError) -> Part {
        guard let type = type(of: value) as? any FiniteValue.Type else {
            throw NumberingError(
                message:
                    "\(owner) a \(type(of: value)), which is not finite: use a type with a few values, such as"
                    + " BoundedInt<0, 9> for a number, or number the values yourself, with `valueCount`, `packed` and"
                    + " `init(packed:)`")
        }
        return try part(of: type, at: offset, owner)
    }

    private static func part<Inner: FiniteValue>(
        of type: Inner.Type, at offset: Int, _ owner: String
    ) throws(NumberingError) -> Part {
        if let problem = type.numberingProblem { throw NumberingError(message: problem) }
        let isCanonical = StateLayout.problem(ofPart: NumberTable.zeros(type)) == nil
        if !isCanonical, let problem = NumberTable.problem(of: type) {
            throw NumberingError(message: "\(owner) a \(type): \(problem)")
        }
        return Part(
            offset: offset, size: MemoryLayout<Inner>.size, count: Inner.valueCount,
            table: isCanonical ? nil : NumberTable.of(type)
        ) { number, place in
            place.storeBytes(of: Inner(packed: UInt64(number)), as: Inner.self)
        }
    }

    /// A table of no values.
    static var empty: qs_number_table {
        let slots = UnsafeMutablePointer<qs_number>.allocate(capacity: 1)
        slots.initialize(to: qs_number(key: 0, position: .max, number: .max))
        let counts = EnumCases.counts(of: Value.self) ?? (payload: 1, empty: 0)
        let masks = UnsafeMutablePointer<UInt64>.allocate(capacity: counts.payload + counts.empty)
        masks.initialize(repeating: 0, count: counts.payload + counts.empty)
        return qs_number_table(
            metadata: unsafeBitCast(Value.self as Any.Type, to: UnsafeRawPointer.self), count: 0,
            masks: masks,
            parts: nil, slots: slots, slot_mask: 0, values: masks)
    }

    func table() throws(NumberingError) -> qs_number_table {
        var table = Self.empty
        table.masks = masks()
        table.parts = parts()
        var slotCount = 4
        while slotCount < count * 4 { slotCount *= 2 }
        let slots = UnsafeMutablePointer<qs_number>.allocate(capacity: slotCount)
        slots.initialize(repeating: qs_number(key: 0, position: .max, number: .max), count: slotCount)
        let values = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count))
        table.slots = UnsafePointer(slots)
        table.slot_mask = UInt64(slotCount - 1)
        table.values = UnsafePointer(values)
        var number = 0
        for position in cases.indices {
            for combination in 0..<cases[position].reduce(1, { $0 * $1.count }) {
                var bytes = bytes(ofCase: position, combination)
                values[number] = bytes
                let known = qs_number_in(&table, &bytes, table.metadata)
                guard known == UInt64(UInt32.max) else {
                    throw NumberingError(
                        message:
                            "values \(known) and \(number) of \(Value.self) are the same bytes (our bug, please"
                            + " report it)")
                }
                insert(&bytes, number, into: slots, table)
                number += 1
            }
        }
        table.count = UInt64(count)
        return table
    }

    private func insert(
        _ bytes: UnsafePointer<UInt64>, _ number: Int, into slots: UnsafeMutablePointer<qs_number>,
        _ table: qs_number_table
    ) {
        let position = qs_enum_position(bytes, table.metadata)
        var key = bytes.pointee & table.masks[Int(position)]
        var table = table
        if table.parts != nil { key = qs_key_with_parts(&table, position, bytes, key) }
        var slot = qs_number_hash(key, position) & table.slot_mask
        while slots[Int(slot)].number != .max { slot = (slot + 1) & table.slot_mask }
        slots[Int(slot)] = qs_number(key: key, position: position, number: UInt32(number))
    }

    /// The bytes of a case with the given combination of its parts, of which the first counts most.
    private func bytes(ofCase position: Int, _ combination: Int) -> UInt64 {
        var bytes: UInt64 = 0
        var rest = combination
        withUnsafeMutableBytes(of: &bytes) { memory in
            for part in cases[position].reversed() {
                part.write(rest % part.count, memory.baseAddress! + part.offset)
                rest /= part.count
            }
            EnumCases.inject(position, into: memory.baseAddress!, Value.self)
        }
        return bytes
    }

    /// The bytes of each case that say something by themselves.
    private func masks() -> UnsafePointer<UInt64> {
        let masks = UnsafeMutablePointer<UInt64>.allocate(capacity: cases.count)
        for (position, parts) in cases.enumerated() {
            var mask: UInt64 = 0
            for part in parts where part.table == nil {
                for byte in part.offset..<part.offset + part.size { mask |= 0xff << UInt64(byte * 8) }
            }
            masks[position] = mask
        }
        return UnsafePointer(masks)
    }

    private func parts() -> UnsafePointer<UnsafePointer<qs_part>?>? {
        guard cases.contains(where: { $0.contains { $0.table != nil } }) else { return nil }
        let lists = UnsafeMutablePointer<UnsafePointer<qs_part>?>.allocate(capacity: cases.count)
        for (position, parts) in cases.enumerated() {
            let hidden = parts.filter { $0.table != nil }
            let list = UnsafeMutablePointer<qs_part>.allocate(capacity: hidden.count + 1)
            for (place, part) in hidden.enumerated() {
                list[place] = qs_part(offset: UInt32(part.offset), size: UInt32(part.size), table: part.table)
            }
            list[hidden.count] = qs_part(offset: 0, size: 0, table: nil)
            lists[position] = UnsafePointer(list)
        }
        return UnsafePointer(lists)
    }
}
