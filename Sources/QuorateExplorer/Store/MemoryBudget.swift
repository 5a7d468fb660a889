import CQuorateSearch
import Foundation

/// Memory that a search may still take; the limit is on the resident set of the process.
struct MemoryBudget {
    /// The limit in bytes.
    let limit: Int
    /// Bytes that the process held before the search, plus those that the workers hold whatever they find.
    let base: Int

    /// Least room beyond the base: buffers, a first table and a few chunks of states.
    static let leastRoom = 4 << 20

    /// - Parameter ownBytes: what the workers take for themselves.
    /// - Throws: ``ExplorerError`` when the limit leaves no room to start.
    init(limit: Int?, ownBytes: Int = 0) throws {
        base = Int(qs_resident_bytes()) + ownBytes
        self.limit = limit ?? Self.machineLimit
        let needed = base + Self.leastRoom
        if self.limit < needed { throw ExplorerError.memoryTooSmall(limit: self.limit, needed: needed) }
    }

    /// The limit, or less where that is more address space than any machine has: reservations are multiples of it.
    var addressableLimit: Int { min(limit, 1 << 44) }

    /// Bytes that a store may take in all; half of the least room is left for everything else.
    var room: Int { limit - base - Self.leastRoom / 2 }

    /// Huge pages come two mebibytes at a time, too coarse for a small limit.
    var allowsHugePages: Bool { limit - base >= 256 << 20 }

    /// Nine tenths of the memory of the machine, or of its container.
    static var machineLimit: Int {
        let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        let container = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
        let cap = container.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? physical
        return min(physical, cap) / 10 * 9
    }
}
