import Foundation

extension DiskSearch {
    /// Generated states so far, for a look from another thread.
    var publishedStates: Int {
        restoredGenerated + workers.reduce(0) { $0 + $1.published.value }
    }

    var report: Report.Disk { Report.Disk(stateBytes: end, peakBytes: end + runs.mostBytes) }

    /// Work so far. The next level is supposed to grow as this one has grown.
    var progress: SearchProgress.Disk {
        let sizes = record.levels.suffix(2).map(\.bytes)
        let growth = sizes.count == 2 && sizes[0] > 0 ? Double(sizes[1]) / Double(sizes[0]) : 1
        return SearchProgress.Disk(
            bytes: end + runs.bytes, expectedBytes: Int(Double(sizes.last ?? 0) * growth),
            freeBytes: freeBytes)
    }

    private var freeBytes: Int {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
