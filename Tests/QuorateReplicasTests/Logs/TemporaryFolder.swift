import Foundation

/// A new folder that is removed with everything in it when nobody holds it any more.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/quorate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Where the tests keep their log.
    var log: String { path + "/replica.log" }

    /// The bytes of the log.
    var bytes: [UInt8] {
        get { Array(FileManager.default.contents(atPath: log)!) }
        set { try! Data(newValue).write(to: URL(filePath: log)) }
    }

    /// What lies in the folder.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}
