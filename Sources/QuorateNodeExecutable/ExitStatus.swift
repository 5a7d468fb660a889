import ArgumentParser
import Foundation
import QuorateNode

/// Exit statuses of errors: 64 for a setting that cannot be, 74 for files and processes, 70 for a node that failed.
enum ExitStatus {
    static func ofErrors<Result: Sendable>(
        _ action: @Sendable () async throws -> Result
    ) async throws -> Result {
        do { return try await action() } catch let error as ClusterError {
            say("\(error)")
            throw ExitCode(status(of: error.kind))
        } catch {
            say("\(error)")
            throw ExitCode(74)
        }
    }

    private static func status(of kind: ClusterError.Kind) -> Int32 {
        switch kind {
        case .usage: 64
        case .inputOutput: 74
        case .failure: 70
        }
    }

    static func say(_ problem: String) {
        FileHandle.standardError.write(Data("error: \(problem)\n".utf8))
    }
}
