import Synchronization

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage

/// The certificate that a search writes, or nil where it writes nothing; and its report.
func certificate(
    of spec: some Spec, workers: Int = 1, symmetry: SymmetryUse = .none
) async throws -> (bytes: [UInt8]?, report: Report) {
    let written = Written()
    var explorer = Explorer(spec, workers: workers)
    explorer.symmetry = symmetry
    explorer.certificate = { piece in
        if case .bytes(let bytes) = piece { written.bytes.withLock { $0 += bytes } }
    }
    let report = try await explorer.run()
    let bytes = written.bytes.withLock { $0 }
    return (bytes.isEmpty ? nil : bytes, report)
}

private final class Written: Sendable {
    let bytes = Mutex<[UInt8]>([])
}

/// The result of the audit of a file, given in pieces of a few bytes.
func audit(_ bytes: [UInt8], over catalog: Catalog, limit: Int = 1 << 30) throws -> AuditResult {
    var rest = bytes[...]
    return try Audit(over: catalog, memoryLimit: limit).result {
        defer { rest = rest.dropFirst(7) }
        return Array(rest.prefix(7))
    }
}

/// True where the audit does not accept the file, for whatever reason.
func isRejected(_ bytes: [UInt8], over catalog: Catalog) -> Bool {
    do { return try audit(bytes, over: catalog).finding != nil } catch { return true }
}
