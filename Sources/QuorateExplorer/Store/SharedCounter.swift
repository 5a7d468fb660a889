import CQuorateSearch

/// A 64-bit counter that several threads may add to, alone on its cache line.
final class SharedCounter: @unchecked Sendable {
    private let place = UnsafeMutablePointer<UInt64>.allocate(capacity: 16)

    init() { place.initialize(repeating: 0, count: 16) }
    deinit { place.deallocate() }

    /// The value before `amount` was added.
    func add(_ amount: Int) -> Int {
        Int(truncatingIfNeeded: qs_fetch_add(place, UInt64(bitPattern: Int64(amount))))
    }

    var value: Int { Int(truncatingIfNeeded: qs_load_acquire(place)) }

    /// Resets the counter: a thread that finds 0 sees what was written before; additions meanwhile are lost.
    func reset() { qs_store_release(place, 0) }
}
