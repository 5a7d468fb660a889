import Foundation
import NIOCore
import NIOPosix

extension Cluster {
    /// Runs a cluster and writes history, steps and mapping to its folder.
    ///
    /// - Parameter executable: The program whose `replica` is a node; without one nodes are threads of this process.
    public static func run(_ setup: ClusterSetup, executable: URL? = nil) async throws -> ClusterReport {
        try setup.validate()
        try FolderFile.makeFolder(setup.folder)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: setup.replicas + 1)
        let report: Result<ClusterReport, any Error>
        do {
            let starter: any NodeStarter =
                executable.map { ProcessStarter(setup, executable: $0) } ?? ThreadStarter(setup, on: group)
            report = .success(try await Cluster(setup, on: group.next(), starter: starter).start().get())
        } catch { report = .failure(error) }
        try await group.shutdownGracefully()
        var figures = try report.get()
        removeDurableLogs(setup.folder)
        var specLogs = SpecLogs(setup)
        if setup.isBounded {
            try ClosingLine.check(setup)
            figures.runs = try specLogs.write()
        }
        return figures
    }

    private static func removeDurableLogs(_ folder: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.contains(".durable") { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
    }
}
