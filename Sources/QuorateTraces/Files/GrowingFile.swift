internal import Foundation
import Synchronization

/// A file that is written piece by piece, and seen whole or not at all: under a hidden name beside its place, from where
/// it is renamed at the end.
///
/// What is neither put in its place nor taken back is gone with the object, or with the process where that is
/// interrupted.
package final class GrowingFile: Sendable {
    private let path: String
    private let place: String
    private let hidden: String
    private let mode: mode_t?
    private let file: FileHandle
    private let isOver = Mutex(false)

    /// Begins a file, for which it makes sure that it can be written.
    ///
    /// - Throws: ``TraceInputOutputError``; for a device or a pipe too, which could be left half written.
    package init(at path: String) throws {
        self.path = path
        place = FilePlace.resolved(path)
        do {
            guard case .file(let mode) = try FilePlace.kind(of: path) else { throw SystemError(code: ESPIPE) }
            self.mode = mode
            hidden = try HiddenFile.write(Data(), beside: place, mode: mode)
            let descriptor = open(hidden, O_WRONLY)
            guard descriptor >= 0 else { throw SystemError.last }
            file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        } catch let error as SystemError {
            throw TraceInputOutputError(path: path, reason: error.reason)
        }
    }

    deinit { discard() }

    /// Appends bytes.
    ///
    /// - Throws: ``TraceInputOutputError`` where the disk is full, or the file is gone.
    package func append(_ bytes: [UInt8]) throws {
        do { try file.write(contentsOf: Data(bytes)) } catch {
            throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
        }
    }

    /// Puts the file in its place; whatever it replaces is gone.
    ///
    /// - Throws: ``TraceInputOutputError``, with nothing left behind.
    package func put() throws {
        defer { discard() }
        do { try file.close() } catch {
            throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
        }
        do { try HiddenFile.rename(hidden, to: place) } catch {
            throw TraceInputOutputError(path: path, reason: error.reason)
        }
        isOver.withLock { $0 = true }
    }

    /// Takes the file back, unless it was put in its place.
    package func discard() {
        isOver.withLock { isOver in
            if !isOver { HiddenFile.remove(hidden) }
            isOver = true
        }
    }
}
