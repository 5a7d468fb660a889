import Foundation

extension FileHandle {
    /// The bytes that are there, or none at the end; waits for the first of them.
    ///
    /// Foundation's `read(upToCount:)` waits for all that it may read, which in a dialogue never come.
    func piece(upTo limit: Int = 1 << 16) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var found = -1
            repeat {
                found = Foundation.read(fileDescriptor, buffer.baseAddress, limit)
            } while found < 0 && errno == EINTR
            count = max(0, found)
        }
    }
}
