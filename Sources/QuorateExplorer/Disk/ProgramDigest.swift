import Foundation
import QuorateLanguage

/// Digest of the file of a program, so that a search does not go on in one that was built anew.
///
/// A change of a spec may show in few states, and no sample of them finds it for sure; that the program is another file
/// shows always. Code in libraries beside the program is not in it.
enum ProgramDigest {
    /// The digest of this program, read once.
    private static let own = Result { try of(path) }

    /// Digest of this program.
    ///
    /// - Throws: ``DiskError`` where its file cannot be read.
    static func current() throws -> UInt64 { try own.get() }

    private static var path: String {
        #if os(Linux)
            // The file that runs, even if another has taken its name meanwhile.
            "/proc/self/exe"
        #else
            Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
    }

    /// Digest of the file at `path`, of every byte of it.
    static func of(_ path: String) throws -> UInt64 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DiskFile.error(path) }
        defer { close(file) }
        let words = 1 << 17
        let buffer = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
        defer { buffer.deallocate() }
        var digest: UInt64 = 0
        while true {
            // What is left of the last word counts as zeros, and the number of bytes tells these apart.
            buffer.initialize(repeating: 0, count: words)
            let count = try fill(UnsafeMutableRawBufferPointer(start: buffer, count: words * 8), file, path)
            if count == 0 { return digest }
            digest = StateHash.words([digest, UInt64(count), StateHash.words(buffer, words)], 3)
        }
    }

    /// Reads until `bytes` is full or the file ends.
    private static func fill(
        _ bytes: UnsafeMutableRawBufferPointer, _ file: Int32, _ path: String
    ) throws -> Int {
        var done = 0
        while done < bytes.count {
            let count = read(file, bytes.baseAddress! + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw DiskFile.error(path) }
            if count == 0 { break }
            done += count
        }
        return done
    }
}
