import Foundation
import Testing

@testable import QuorateExplorer

/// States each of which is like the one before but for a byte further on: a sort that goes down byte by byte goes as deep as
/// there are states.
@Suite struct DeepSortTests {
    @Test func longEqualBeginningsDoNotUseUpTheStack() async {
        await #expect(processExitsWith: .success) {
            let (words, count) = (250, 1900)
            var states = [UInt64](repeating: 0, count: words * count)
            for state in 0..<count {
                // The bytes in front of `state` are those of all that come later.
                for byte in 0..<count {
                    let value: UInt64 =
                        byte < state ? 1 : byte == state ? 2 : UInt64((state &* 31 &+ byte) & 1)
                    states[state * words + byte / 8] |= value << UInt64(56 - byte % 8 * 8)
                }
            }
            let rows = (0..<count).map { Array(states[$0 * words..<($0 + 1) * words]) }
            let expected = rows.sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self)
            // Read only when the thread that sorts is done.
            nonisolated(unsafe) var sorted = states
            let done = DispatchSemaphore(value: 0)
            let thread = Thread {
                sorted.withUnsafeMutableBufferPointer { states in
                    let scratch = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 1)
                    StateSorting.sort(states.baseAddress!, count, words: words, scratch: scratch)
                    scratch.deallocate()
                }
                done.signal()
            }
            thread.stackSize = 64 << 10
            thread.start()
            done.wait()
            exit(sorted == expected ? 0 : 1)
        }
    }
}
