package import Foundation

extension ITF {
    /// The bytes of the file at `path`, of which no more than the limit and one are read.
    package static func content(ofFile path: String) throws -> Data {
        // Foundation makes the current folder of it.
        if path.isEmpty { throw TraceInputOutputError(path: path, reason: String(cString: strerror(ENOENT))) }
        let file: FileHandle
        do { file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) } catch {
            throw TraceInputOutputError(path: path, reason: reason(of: error))
        }
        defer { try? file.close() }
        return try content(of: file, at: path)
    }

    /// The bytes of an open file that is called `path` in errors, of which no more than the limit and one are read.
    package static func content(of file: FileHandle, at path: String) throws -> Data {
        let content: Data
        do { content = try file.read(upToCount: byteLimit + 1) ?? Data() } catch {
            throw TraceInputOutputError(path: path, reason: reason(of: error))
        }
        guard content.count <= byteLimit else { throw TraceFileError.tooLarge(limit: byteLimit) }
        return content
    }

    /// Reason for an error in the system's words, without Foundation's around them.
    package static func reason(of error: any Error) -> String {
        var cause: (any Error)? = error
        while let current = cause as NSError? {
            if current.domain == NSPOSIXErrorDomain, let code = Int32(exactly: current.code) {
                return String(cString: strerror(code))
            }
            // On Linux the cause is no NSError before it is made one.
            cause = current.userInfo[NSUnderlyingErrorKey] as? any Error
        }
        return error is CocoaError ? error.localizedDescription : "\(error)"
    }
}
