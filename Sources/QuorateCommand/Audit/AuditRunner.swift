import Foundation
import QuorateAudit
import QuorateLanguage
import QuorateTraces

/// Audits certificates, one after the other.
struct AuditRunner: Job {
    /// The files.
    let parts: [String]
    let catalog: Catalog
    let memoryLimit: Int
    let interrupt: Interrupt

    /// Each file is read by itself: one that is gone says nothing of the others.
    func isOfOnePart(_ error: any Error) -> Bool { true }

    func result(of file: String) async throws -> AuditedFile {
        let (catalog, memoryLimit) = (catalog, memoryLimit)
        do {
            let result = try await interrupt.cancelling {
                try Self.audit(file, over: catalog, memoryLimit: memoryLimit)
            }
            return AuditedFile(file: file, result: result)
        } catch is CancellationError {
            throw CommandError.interrupted
        } catch let error as CertificateError where error.isLimit {
            throw CommandError.undecided("\(ForeignText.path(file)): \(error)")
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedCertificate(file: file, reason: error)
        }
    }

    /// Reads the file piece by piece: no size that it claims takes memory.
    private static func audit(_ path: String, over catalog: Catalog, memoryLimit: Int) throws -> AuditResult {
        let file: FileHandle
        do {
            // Foundation makes the current folder of it.
            if path.isEmpty { throw POSIXError(.ENOENT) }
            file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        } catch { throw TraceInputOutputError(path: path, reason: ITF.reason(of: error)) }
        defer { try? file.close() }
        return try Audit(over: catalog, memoryLimit: memoryLimit).result {
            do { return try file.read(upToCount: 1 << 16).map(Array.init) ?? [] } catch {
                throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
            }
        }
    }
}
