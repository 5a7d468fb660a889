internal import Foundation

extension ITF {
    /// The bytes of the file at `path`, of which no more than the limit and one are read.
    static func content(ofFile path: String) throws -> Data {
        let content: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            content = try file.read(upToCount: byteLimit + 1) ?? Data()
        } catch {
            throw TraceInputOutputError(path: path, reason: reason(of: error))
        }
        guard content.count <= byteLimit else { throw TraceFileError.tooLarge(limit: byteLimit) }
        return content
    }

    /// What the system says, without Foundation's words around it.
    package static func reason(of error: any Error) -> String {
        var current: NSError? = error as NSError
        while let cause = current {
            if cause.domain == NSPOSIXErrorDomain, let code = Int32(exactly: cause.code) {
                return String(cString: strerror(code))
            }
            current = cause.userInfo[NSUnderlyingErrorKey] as? NSError
        }
        return (error as? CocoaError).flatMap { systemReason($0.code) } ?? error.localizedDescription
    }

    /// The system's words for what Foundation reports without its cause, as it does on Linux.
    private static func systemReason(_ code: CocoaError.Code) -> String? {
        let known: [CocoaError.Code: Int32] = [
            .fileNoSuchFile: ENOENT, .fileReadNoSuchFile: ENOENT, .fileReadNoPermission: EACCES,
            .fileWriteNoPermission: EACCES, .fileWriteOutOfSpace: ENOSPC, .fileWriteVolumeReadOnly: EROFS,
            .fileWriteFileExists: EEXIST,
        ]
        return known[code].map { String(cString: strerror($0)) }
    }
}
